package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.impl.BeanAsArraySerializer;
import com.fasterxml.jackson.databind.ser.impl.ObjectIdWriter;
import com.fasterxml.jackson.databind.ser.impl.UnwrappingBeanSerializer;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a bean with Jackson 2; a property that fails, or leads back to the bean, becomes an error text. Thread-safe. */
final class Jackson2BeanSerializer extends BeanSerializerBase {
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

    private Jackson2BeanSerializer(BeanSerializerBase origin, @Nullable ObjectIdWriter ids, @Nullable Object filter) {
        super(origin, ids, filter);
    }

    private Jackson2BeanSerializer(
            BeanSerializerBase origin, BeanPropertyWriter[] properties, BeanPropertyWriter[] filtered) {
        super(origin, properties, filtered);
    }

    /** Returns the properties if all are plain, and nothing else belongs to the bean; else none. */
    List<Jackson2PlainProperty> plainProperties(SerializerProvider context) throws IOException {
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
        return new Jackson2BeanSerializer(this, ids, _propertyFilterId);
    }

    @Override
    public BeanSerializerBase withFilterId(Object filter) {
        return new Jackson2BeanSerializer(this, _objectIdWriter, filter);
    }

    @Override
    protected BeanSerializerBase withProperties(BeanPropertyWriter[] properties, BeanPropertyWriter[] filtered) {
        return new Jackson2BeanSerializer(this, properties, filtered);
    }

    @Override
    protected BeanSerializerBase asArraySerializer() {
        return usesObjectId() || _propertyFilterId != null ? this : new BeanAsArraySerializer(this);
    }

    @Override
    public JsonSerializer<Object> unwrappingSerializer(NameTransformer names) {
        return new UnwrappingBeanSerializer(this, names);
    }

    /** Does what Jackson's own does, which is final before 2.18. */
    @Override
    public void serialize(Object bean, JsonGenerator out, SerializerProvider context) throws IOException {
        if (usesObjectId()) {
            // An object that has an id is written once, and then its id.
            _serializeWithObjectId(bean, out, context, true);
            return;
        }
        if (out instanceof Jackson2Generator parts && parts.refuses(bean)) {
            return;
        }
        out.writeStartObject(bean);
        if (_propertyFilterId == null) {
            serializeFields(bean, out, context);
        } else {
            serializeFieldsFiltered(bean, out, context);
        }
        out.writeEndObject();
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
