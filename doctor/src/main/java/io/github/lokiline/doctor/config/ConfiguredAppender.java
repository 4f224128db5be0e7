package io.github.lokiline.doctor.config;

import io.github.lokiline.logback.loki.LokiAppender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@code LokiAppender} of a configuration, made but not started, and what is written in it. Owned by one thread. */
public final class ConfiguredAppender {

    private final String name;
    private final LokiAppender appender;
    private final boolean referenced;
    private final Map<String, String> texts = new HashMap<>();
    private final List<String> headers = new ArrayList<>();

    ConfiguredAppender(String name, LokiAppender appender, boolean referenced) {
        this.name = name;
        this.appender = appender;
        this.referenced = referenced;
    }

    void set(String property, String text) {
        if (property.equals("header")) {
            headers.add(text);
        } else {
            texts.put(property, text);
        }
    }

    public String name() {
        return name;
    }

    LokiAppender appender() {
        return appender;
    }

    /** Whether a logger has it: Logback does not even make the others. */
    public boolean isReferenced() {
        return referenced;
    }

    /** The text of a property, variables filled in; blank when there is none. Of the encoder: {@code encoder.NAME}. */
    public String text(String property) {
        return texts.getOrDefault(property, "").strip();
    }

    public List<String> headers() {
        return List.copyOf(headers);
    }
}
