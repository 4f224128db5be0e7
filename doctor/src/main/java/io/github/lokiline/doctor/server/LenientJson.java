package io.github.lokiline.doctor.server;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads answers that should be JSON. Stateless. */
public final class LenientJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private LenientJson() {}

    /** The answer; a node that misses everything when it is no JSON. */
    public static JsonNode read(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            return MAPPER.missingNode();
        }
    }
}
