package io.github.lokiline.compatibility.boot;

import tools.jackson.databind.json.JsonMapper;

/** Reads lines with somebody else's parser. */
final class JsonLines {

    private JsonLines() {}

    static String text(String line, String field) {
        return JsonMapper.shared().readTree(line).path(field).asString();
    }
}
