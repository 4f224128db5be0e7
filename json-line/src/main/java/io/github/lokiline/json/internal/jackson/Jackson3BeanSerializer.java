package io.github.lokiline.json.internal.jackson;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.BeanSerializer;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.ObjectIdWriter;

/** Writes a bean with Jackson 3; a property that fails, or leads back to the bean, becomes an error text. Thread-safe. */
final class Jackson3BeanSerializer extends BeanSerializer {
    Jackson3BeanSerializer(BeanSerializerBase origin) {
        super(origin);
    }

    private Jackson3BeanSerializer(BeanSerializerBase origin, Set<String> ignored, Set<String> included) {
        super(origin, ignored, included);
    }

    private Jackson3BeanSerializer(BeanSerializerBase origin, ObjectIdWriter ids) {
        super(origin, ids);
    }

    /** Returns the properties if all are plain, and nothing else belongs to the bean; else none. */
    List<Jackson3PlainProperty> plainProperties(SerializationContext context) {
        if (usesObjectId() || _propertyFilterId != null || _typeId != null) {
            return List.of();
        }
        List<Jackson3PlainProperty> plain = new ArrayList<>();
        for (BeanPropertyWriter property : _props) {
            Jackson3PlainProperty known = Jackson3PlainProperty.of(property, context);
            if (known == null) {
                return List.of();
            }
            plain.add(known);
        }
        return plain;
    }

    @Override
    protected BeanSerializerBase withByNameInclusion(Set<String> ignored, Set<String> included) {
        return new Jackson3BeanSerializer(this, ignored, included);
    }

    @Override
    public BeanSerializerBase withObjectIdWriter(ObjectIdWriter ids) {
        return new Jackson3BeanSerializer(this, ids);
    }

    @Override
    public void serialize(Object bean, JsonGenerator out, SerializationContext context) {
        // An object that has an id is written once, and then its id.
        boolean isRefused = out instanceof Jackson3Generator parts && !usesObjectId() && parts.refuses(bean);
        if (!isRefused) {
            super.serialize(bean, out, context);
        }
    }

    @Override
    protected void _serializePropertiesNoView(
            Object bean, JsonGenerator out, SerializationContext context, BeanPropertyWriter[] properties) {
        _serializePropertiesMaybeView(bean, out, context, properties);
    }

    @Override
    protected void _serializePropertiesMaybeView(
            Object bean, JsonGenerator out, SerializationContext context, BeanPropertyWriter[] properties) {
        if (!(out instanceof Jackson3Generator parts)) {
            super._serializePropertiesMaybeView(bean, out, context, properties);
            return;
        }
        for (BeanPropertyWriter property : properties) {
            // The view in use leaves some out.
            if (property != null) {
                parts.property(property, bean, context);
            }
        }
    }
}
