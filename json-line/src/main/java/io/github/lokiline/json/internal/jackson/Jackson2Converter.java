package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/** Converts with Jackson 2 and the modules that the loader sees (dates need one). Thread-safe. */
final class Jackson2Converter implements BeanConverter {
    private final ObjectMapper mapper;

    Jackson2Converter(@Nullable ClassLoader modules) {
        this.mapper = mapper(modules);
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

    private static @Nullable Object parsed(RawValue raw) {
        Object content = raw.rawValue();
        return LibraryTypes.parsed(
                content instanceof SerializableString string ? string.getValue() : String.valueOf(content));
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
                        .addSerializer(Throwable.class, new Jackson2Rules.Left(null))
                        .setSerializerModifier(new Jackson2Rules()))
                .build();
    }

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }
}
