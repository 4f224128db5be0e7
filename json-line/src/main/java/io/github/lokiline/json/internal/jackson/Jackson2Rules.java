package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.impl.UnknownSerializer;
import com.fasterxml.jackson.databind.ser.impl.UnsupportedTypeSerializer;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Makes Jackson 2 leave some objects to the line, wherever they are nested: see {@link Left}. Stateless. */
final class Jackson2Rules extends BeanSerializerModifier {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public JsonSerializer<?> modifySerializer(
            SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
        Class<?> type = bean.getBeanClass();
        boolean isUnable = serializer instanceof UnknownSerializer || serializer instanceof UnsupportedTypeSerializer;
        if (isUnable || JacksonTypes.THREE.contains(type)) {
            return new Left(null);
        }
        // Serializers of the application's own modules keep their types.
        boolean isOfJackson = serializer.getClass().getName().startsWith("com.fasterxml.jackson.");
        if (isOfJackson && OwnTypes.contains(type)) {
            return new Left(serializer);
        }
        return isOfJackson && serializer instanceof BeanSerializerBase origin && bean.findAnyGetter() == null
                ? new Jackson2BeanSerializer(origin)
                : serializer;
    }

    @Override
    public JsonSerializer<?> modifyMapSerializer(
            SerializationConfig config, MapType type, BeanDescription bean, JsonSerializer<?> serializer) {
        return leftIfOfJackson3(bean, serializer);
    }

    @Override
    public JsonSerializer<?> modifyCollectionSerializer(
            SerializationConfig config, CollectionType type, BeanDescription bean, JsonSerializer<?> serializer) {
        return leftIfOfJackson3(bean, serializer);
    }

    @Override
    public JsonSerializer<?> modifyEnumSerializer(
            SerializationConfig config, JavaType type, BeanDescription bean, JsonSerializer<?> serializer) {
        return leftIfOfJackson3(bean, serializer);
    }

    private static JsonSerializer<?> leftIfOfJackson3(BeanDescription bean, JsonSerializer<?> serializer) {
        return JacksonTypes.THREE.contains(bean.getBeanClass()) ? new Left(null) : serializer;
    }

    /** Leaves an object as it is: the line's own rules, or Jackson 3, write it. */
    static final class Left extends JsonSerializer<Object> implements ContextualSerializer {
        private final @Nullable JsonSerializer<?> formatting;

        /**
         * Creates the serializer.
         *
         * @param formatting writes the properties that have a format of their own; null for none
         */
        Left(@Nullable JsonSerializer<?> formatting) {
            this.formatting = formatting;
        }

        @Override
        public JsonSerializer<?> createContextual(SerializerProvider context, @Nullable BeanProperty property)
                throws JsonMappingException {
            boolean isFormatted = property != null && property.getAnnotation(JsonFormat.class) != null;
            return isFormatted && formatting != null
                    ? context.handleSecondaryContextualization(formatting, property)
                    : this;
        }

        @Override
        public void serialize(Object left, JsonGenerator out, SerializerProvider context) throws IOException {
            out.writeEmbeddedObject(left);
        }

        @Override
        public void serializeWithType(Object left, JsonGenerator out, SerializerProvider context, TypeSerializer type)
                throws IOException {
            serialize(left, out, context);
        }
    }
}
