package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;
import tools.jackson.databind.ser.impl.UnsupportedTypeSerializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/** Makes Jackson 3 leave some objects to the line, wherever they are nested: see {@link Left}. Stateless. */
final class Jackson3Rules extends ValueSerializerModifier {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public ValueSerializer<?> modifySerializer(
            SerializationConfig config, BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
        Class<?> type = bean.getBeanClass();
        boolean isUnable = serializer instanceof UnknownSerializer || serializer instanceof UnsupportedTypeSerializer;
        if (isUnable || JacksonTypes.belongsToJackson2(type)) {
            return new Left(null);
        }
        // Serializers of the application's own modules keep their types.
        boolean isOfJackson = serializer.getClass().getName().startsWith("tools.jackson.");
        if (isOfJackson && OwnTypes.contains(type)) {
            return new Left(serializer);
        }
        return isOfJackson && serializer instanceof BeanSerializerBase origin
                ? new Jackson3BeanSerializer(origin)
                : serializer;
    }

    @Override
    public ValueSerializer<?> modifyMapSerializer(
            SerializationConfig config, MapType type, BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
        return leftIfOfJackson2(bean, serializer);
    }

    @Override
    public ValueSerializer<?> modifyCollectionSerializer(
            SerializationConfig config,
            CollectionType type,
            BeanDescription.Supplier bean,
            ValueSerializer<?> serializer) {
        return leftIfOfJackson2(bean, serializer);
    }

    @Override
    public ValueSerializer<?> modifyEnumSerializer(
            SerializationConfig config, JavaType type, BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
        return leftIfOfJackson2(bean, serializer);
    }

    private static ValueSerializer<?> leftIfOfJackson2(BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
        return JacksonTypes.belongsToJackson2(bean.getBeanClass()) ? new Left(null) : serializer;
    }

    /** Leaves an object as it is: the line's own rules, or Jackson 2, write it. */
    static final class Left extends ValueSerializer<Object> {
        private final @Nullable ValueSerializer<?> formatting;

        /**
         * Creates the serializer.
         *
         * @param formatting writes the properties that have a format of their own; null for none
         */
        Left(@Nullable ValueSerializer<?> formatting) {
            this.formatting = formatting;
        }

        @Override
        public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
            boolean isFormatted = property != null && property.getAnnotation(JsonFormat.class) != null;
            return isFormatted && formatting != null
                    ? context.handleSecondaryContextualization(formatting, property)
                    : this;
        }

        @Override
        public void serialize(Object left, JsonGenerator out, SerializationContext context) {
            out.writeEmbeddedObject(left);
        }

        @Override
        public void serializeWithType(
                Object left, JsonGenerator out, SerializationContext context, TypeSerializer type) {
            serialize(left, out, context);
        }
    }
}
