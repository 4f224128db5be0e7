package io.github.lokiline.testkit.internal.query;

import io.github.lokiline.testkit.internal.wire.JsonWriter;
import io.github.lokiline.testkit.internal.wire.Label;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes query responses in Loki's JSON. Stateless, thread-safe. */
final class QueryResponseJson {

    private QueryResponseJson() {}

    /** Returns {@code {"status":"success","data":["app","env"]}}, without {@code data} if there is none. */
    static String strings(Collection<String> strings) {
        JsonWriter json = new JsonWriter().beginObject().name("status").string("success");
        if (!strings.isEmpty()) {
            json.name("data").beginArray();
            strings.forEach(json::string);
            json.endArray();
        }
        return json.endObject().text() + "\n";
    }

    /** Returns {@code {"status":"success","data":[{"app":"orders"}]}}. */
    static String series(Collection<List<Label>> labelSets) {
        JsonWriter json = new JsonWriter().beginObject().name("status").string("success");
        json.name("data").beginArray();
        for (List<Label> labels : labelSets) {
            Map<String, String> map = new TreeMap<>();
            labels.forEach(label -> map.put(label.name(), label.value()));
            json.strings(map);
        }
        return json.endArray().endObject().text() + "\n";
    }
}
