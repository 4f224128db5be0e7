package io.github.lokiline.compatibility.frameworks;

import io.github.lokiline.testkit.StoredEntry;
import tools.jackson.databind.json.JsonMapper;

/** Reads lines. Stateless. */
final class LokiLines {

    private LokiLines() {}

    static String message(StoredEntry entry) {
        return field(entry, "message");
    }

    static String field(StoredEntry entry, String name) {
        return JsonMapper.shared().readTree(entry.line()).path(name).stringValue("");
    }
}
