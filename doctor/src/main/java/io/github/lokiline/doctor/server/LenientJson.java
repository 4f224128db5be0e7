package io.github.lokiline.doctor.server;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parses responses that should be JSON. Stateless. */
public final class LenientJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private LenientJson() {}

    /** Returns the parsed text; a missing node if it is not JSON. */
    public static JsonNode read(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            return MAPPER.missingNode();
        }
    }
}
