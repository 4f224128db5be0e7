package io.github.lokiline.json.internal.jackson;

import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.SerializableString;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.util.RawValue;

/** Converts with Jackson 3 and the modules that the loader sees. Thread-safe. */
final class Jackson3Converter implements BeanConverter {
    private final JsonMapper mapper;

    Jackson3Converter(@Nullable ClassLoader modules) {
        this.mapper = mapper(modules);
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

    private static @Nullable Object parsed(RawValue raw) {
        Object content = raw.rawValue();
        return LibraryTypes.parsed(
                content instanceof SerializableString string ? string.getValue() : String.valueOf(content));
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
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    }

    /** Adds the serializer last, so that it precedes those of other modules. */
    private static JsonMapper whole(JsonMapper.Builder builder) {
        return builder.addModule(new SimpleModule()
                        .addSerializer(Throwable.class, new Jackson3Rules.Left(null))
                        .setSerializerModifier(new Jackson3Rules()))
                .build();
    }
}
