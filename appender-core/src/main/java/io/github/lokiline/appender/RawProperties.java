package io.github.lokiline.appender;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An appender's properties as the user wrote them, before anything reads them. Owned by the configuring thread. */
public final class RawProperties {
    /** What the framework calls the appender: no property of ours, but set like one. */
    public static final String APPENDER_NAME = "name";

    private final Map<String, String> texts = new HashMap<>();
    private final List<String> headers = new ArrayList<>();

    /** Starts with none set. */
    public RawProperties() {}

    /**
     * Sets a property.
     *
     * @param name its name
     * @param text its text; null for not set
     */
    public void set(String name, @Nullable String text) {
        if (text == null) {
            texts.remove(name);
        } else {
            texts.put(name, text);
        }
    }

    /**
     * The text of a property.
     *
     * @param name its name
     * @return the text; null when not set
     */
    public @Nullable String get(String name) {
        return texts.get(name);
    }

    /**
     * Adds a header of every push.
     *
     * @param header {@code Name: value}
     */
    public void addHeader(String header) {
        headers.add(header);
    }

    public List<String> headers() {
        return List.copyOf(headers);
    }
}
