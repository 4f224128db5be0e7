package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializer;
import com.fasterxml.jackson.databind.ser.impl.ObjectIdWriter;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes a bean with Jackson 2; a property that fails, or leads back to the bean, becomes an error text. Thread-safe. */
final class Jackson2BeanSerializer extends BeanSerializer {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates the serializer.
     *
     * @param origin of a bean without an any-getter, which older versions hold beside the properties
     */
    Jackson2BeanSerializer(BeanSerializerBase origin) {
        super(origin);
    }

    private Jackson2BeanSerializer(BeanSerializerBase origin, Set<String> ignored, Set<String> included) {
        super(origin, ignored, included);
    }

    private Jackson2BeanSerializer(BeanSerializerBase origin, ObjectIdWriter ids) {
        super(origin, ids);
    }

    /** Returns the properties if all are plain, and nothing else belongs to the bean; else none. */
    List<Jackson2PlainProperty> plainProperties(SerializerProvider context) throws JsonMappingException {
        if (usesObjectId() || _propertyFilterId != null || _typeId != null) {
            return List.of();
        }
        List<Jackson2PlainProperty> plain = new ArrayList<>();
        for (BeanPropertyWriter property : _props) {
            Jackson2PlainProperty known = Jackson2PlainProperty.of(property, context);
            if (known == null) {
                return List.of();
            }
            plain.add(known);
        }
        return plain;
    }

    @Override
    protected BeanSerializerBase withByNameInclusion(Set<String> ignored, Set<String> included) {
        return new Jackson2BeanSerializer(this, ignored, included);
    }

    @Override
    public BeanSerializerBase withObjectIdWriter(ObjectIdWriter ids) {
        return new Jackson2BeanSerializer(this, ids);
    }

    @Override
    public void serialize(Object bean, JsonGenerator out, SerializerProvider context) throws IOException {
        // An object that has an id is written once, and then its id.
        boolean isRefused = out instanceof Jackson2Generator parts && !usesObjectId() && parts.refuses(bean);
        if (!isRefused) {
            super.serialize(bean, out, context);
        }
    }

    @Override
    protected void serializeFields(Object bean, JsonGenerator out, SerializerProvider context) throws IOException {
        if (!(out instanceof Jackson2Generator parts)) {
            super.serializeFields(bean, out, context);
            return;
        }
        boolean isView = _filteredProps != null && context.getActiveView() != null;
        for (BeanPropertyWriter property : isView ? _filteredProps : _props) {
            // The view in use leaves some out.
            if (property != null) {
                parts.property(property, bean, context);
            }
        }
    }
}
