package io.github.lokiline.json.internal.jackson;

import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

/** Converts by Jackson 3. Thread-safe. */
final class Jackson3 implements Converter {
    private final JsonMapper mapper = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    @Override
    public Object convert(Object value) throws Exception {
        try {
            return Objects.requireNonNullElse(mapper.convertValue(value, Object.class), "null");
        } catch (InvalidDefinitionException e) {
            throw new Unconvertible();
        } catch (JacksonException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
