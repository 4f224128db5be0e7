package io.github.lokiline.compatibility.boot;

import tools.jackson.databind.json.JsonMapper;

/** Parses lines with Jackson, which shares no code with the encoder. */
final class JsonLines {

    private JsonLines() {}

    static String text(String line, String field) {
        return JsonMapper.shared().readTree(line).path(field).asString();
    }
}
