package io.github.lokiline.doctor.config;

import io.github.lokiline.logback.loki.LokiAppender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@code LokiAppender} of a configuration, created but not started, and its properties. Owned by one thread. */
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

    /** Returns whether a logger refers to it; Logback does not create other appenders. */
    public boolean isReferenced() {
        return referenced;
    }

    /**
     * Returns the text of a property with variables replaced; blank if it is not set. {@code encoder.NAME} is a
     * property of the encoder.
     */
    public String text(String property) {
        return texts.getOrDefault(property, "").strip();
    }

    public List<String> headers() {
        return List.copyOf(headers);
    }
}
