package io.github.lokiline.logback.loki;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The appender's properties as the user wrote them, before anything reads them. Owned by the configuring thread. */
final class RawProperties {
    /** What Logback calls the appender: no property of ours, but set like one. */
    static final String APPENDER_NAME = "name";

    private final Map<String, String> texts = new HashMap<>();
    private final List<String> headers = new ArrayList<>();

    void set(String name, @Nullable String text) {
        if (text == null) {
            texts.remove(name);
        } else {
            texts.put(name, text);
        }
    }

    @Nullable
    String get(String name) {
        return texts.get(name);
    }

    void addHeader(String header) {
        headers.add(header);
    }

    List<String> headers() {
        return List.copyOf(headers);
    }
}
