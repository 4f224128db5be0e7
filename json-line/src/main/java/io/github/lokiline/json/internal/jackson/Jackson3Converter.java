package io.github.lokiline.json.internal.jackson;

import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.util.RawValue;

/** Converts with Jackson 3 and the modules that the loader sees. Thread-safe. */
final class Jackson3Converter implements BeanConverter {
    private final JsonMapper mapper;
    private final ObjectReader raws;

    Jackson3Converter(@Nullable ClassLoader modules) {
        this.mapper = mapper(modules);
        this.raws = mapper.readerFor(Object.class)
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @Override
    public @Nullable Object convert(Object value) throws Exception {
        try {
            return value instanceof RawValue raw ? parsed(raw) : mapper.convertValue(value, Object.class);
        } catch (InvalidDefinitionException e) {
            throw new ConversionException();
        } catch (JacksonException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Returns what a raw value holds: the parts of JSON, or any other text as it is, which must not break the line. */
    private @Nullable Object parsed(RawValue raw) {
        Object content = raw.rawValue();
        String text = content instanceof SerializableString string ? string.getValue() : String.valueOf(content);
        try {
            return raws.readValue(text);
        } catch (JacksonException e) {
            return text;
        }
    }

    private static JsonMapper mapper(@Nullable ClassLoader modules) {
        try {
            return whole(builder().addModules(MapperBuilder.findModules(modules)));
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            // An incompatible module costs all modules, but not the converter.
            return whole(builder());
        }
    }

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    }

    /** Adds the serializer last, so that it precedes those of other modules. */
    private static JsonMapper whole(JsonMapper.Builder builder) {
        return builder.addModule(new SimpleModule()
                        .addSerializer(Throwable.class, new Whole())
                        .setSerializerModifier(new LeavesToJackson2()))
                .build();
    }

    /** Keeps the types of Jackson 2 as they are, wherever they are nested: its own mapper writes them later. */
    private static final class LeavesToJackson2 extends ValueSerializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
            return leave(bean, serializer);
        }

        @Override
        public ValueSerializer<?> modifyEnumSerializer(
                SerializationConfig config,
                JavaType type,
                BeanDescription.Supplier bean,
                ValueSerializer<?> serializer) {
            return leave(bean, serializer);
        }

        private static ValueSerializer<?> leave(BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
            return JacksonTypes.belongsToJackson2(bean.getBeanClass()) ? new Whole() : serializer;
        }
    }

    /** Keeps an object as it is. Of an exception the encoder's own rules decide how it is shown. */
    private static final class Whole extends ValueSerializer<Object> {
        @Override
        public void serialize(Object whole, JsonGenerator parts, SerializationContext context) {
            parts.writeEmbeddedObject(whole);
        }

        @Override
        public void serializeWithType(
                Object whole, JsonGenerator parts, SerializationContext context, TypeSerializer type) {
            serialize(whole, parts, context);
        }
    }
}
