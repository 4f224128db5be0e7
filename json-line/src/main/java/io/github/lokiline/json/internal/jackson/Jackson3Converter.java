package io.github.lokiline.json.internal.jackson;

import java.util.Objects;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;

/** Converts with Jackson 3 and the modules that the loader sees. Thread-safe. */
final class Jackson3Converter implements BeanConverter {
    private final JsonMapper mapper;

    Jackson3Converter(@Nullable ClassLoader modules) {
        this.mapper = mapper(modules);
    }

    @Override
    public Object convert(Object value) throws Exception {
        try {
            return Objects.requireNonNullElse(mapper.convertValue(value, Object.class), "null");
        } catch (InvalidDefinitionException e) {
            throw new ConversionException();
        } catch (JacksonException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
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
        return builder.addModule(new SimpleModule().addSerializer(Throwable.class, new Whole()))
                .build();
    }

    /** Keeps an exception as it is: the encoder's own rules decide how it is shown. */
    private static final class Whole extends ValueSerializer<Throwable> {
        @Override
        public void serialize(Throwable thrown, JsonGenerator parts, SerializationContext context) {
            parts.writeEmbeddedObject(thrown);
        }

        @Override
        public void serializeWithType(
                Throwable thrown, JsonGenerator parts, SerializationContext context, TypeSerializer type) {
            serialize(thrown, parts, context);
        }
    }
}
