package io.github.lokiline.json.internal.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Objects;
import java.util.ServiceConfigurationError;

/** Converts by Jackson 2, with the modules it finds (dates need one). Thread-safe. */
final class Jackson2 implements Converter {
    private final ObjectMapper mapper = mapper();

    @Override
    public Object convert(Object value) throws Exception {
        try {
            return Objects.requireNonNullElse(mapper.convertValue(value, Object.class), "null");
        } catch (IllegalArgumentException e) {
            // This is how convertValue reports what the serializers threw.
            throw unwrapped(e);
        }
    }

    private static Exception unwrapped(IllegalArgumentException e) {
        if (e.getCause() instanceof InvalidDefinitionException) {
            return new Unconvertible();
        }
        Throwable cause = e.getCause() instanceof JsonProcessingException inner ? inner.getCause() : e.getCause();
        return cause instanceof Exception own ? own : e;
    }

    private static ObjectMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        try {
            return builder.findAndAddModules().build();
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            // A module that does not fit must cost no more than itself.
            return builder.build();
        }
    }
}
