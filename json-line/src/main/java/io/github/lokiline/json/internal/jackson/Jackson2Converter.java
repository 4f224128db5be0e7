package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.Serial;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/** Converts with Jackson 2 and the modules that the loader sees (dates need one). Thread-safe. */
final class Jackson2Converter implements BeanConverter {
    private final ObjectMapper mapper;
    private final ObjectReader raws;

    Jackson2Converter(@Nullable ClassLoader modules) {
        this.mapper = mapper(modules);
        this.raws = mapper.readerFor(Object.class)
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @Override
    public @Nullable Object convert(Object value) throws Exception {
        try {
            return value instanceof RawValue raw ? parsed(raw) : mapper.convertValue(value, Object.class);
        } catch (IllegalArgumentException e) {
            // convertValue wraps the exceptions of serializers.
            throw unwrapped(e);
        }
    }

    private static Exception unwrapped(IllegalArgumentException e) {
        if (e.getCause() instanceof InvalidDefinitionException) {
            return new ConversionException();
        }
        Throwable cause = e.getCause() instanceof JsonProcessingException inner ? inner.getCause() : e.getCause();
        return cause instanceof Exception own ? own : e;
    }

    /** Returns what a raw value holds: the parts of JSON, or any other text as it is, which must not break the line. */
    private @Nullable Object parsed(RawValue raw) {
        Object content = raw.rawValue();
        String text = content instanceof SerializableString string ? string.getValue() : String.valueOf(content);
        try {
            return raws.readValue(text);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    private static ObjectMapper mapper(@Nullable ClassLoader modules) {
        try {
            return whole(builder().addModules(ObjectMapper.findModules(modules)));
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            // An incompatible module costs all modules, but not the converter.
            return whole(builder());
        }
    }

    /** Adds the serializer last, so that it precedes those of other modules. */
    private static ObjectMapper whole(JsonMapper.Builder builder) {
        return builder.addModule(new SimpleModule()
                        .addSerializer(Throwable.class, new Whole())
                        .setSerializerModifier(new LeavesToJackson3()))
                .build();
    }

    /** Keeps the types of Jackson 3 as they are, wherever they are nested: its own mapper writes them later. */
    private static final class LeavesToJackson3 extends BeanSerializerModifier {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
            return leave(bean, serializer);
        }

        @Override
        public JsonSerializer<?> modifyEnumSerializer(
                SerializationConfig config, JavaType type, BeanDescription bean, JsonSerializer<?> serializer) {
            return leave(bean, serializer);
        }

        private static JsonSerializer<?> leave(BeanDescription bean, JsonSerializer<?> serializer) {
            return JacksonTypes.THREE.contains(bean.getBeanClass()) ? new Whole() : serializer;
        }
    }

    /** Keeps an object as it is. Of an exception the encoder's own rules decide how it is shown. */
    private static final class Whole extends JsonSerializer<Object> {
        @Override
        public void serialize(Object whole, JsonGenerator parts, SerializerProvider context) throws IOException {
            parts.writeEmbeddedObject(whole);
        }

        @Override
        public void serializeWithType(
                Object whole, JsonGenerator parts, SerializerProvider context, TypeSerializer type) throws IOException {
            serialize(whole, parts, context);
        }
    }

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }
}
