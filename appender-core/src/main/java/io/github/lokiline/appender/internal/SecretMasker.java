package io.github.lokiline.appender.internal;

import io.github.lokiline.json.spi.EventEncoder;
import org.jspecify.annotations.Nullable;

/** Hides in labels and metadata what lines hide. Thread-safe. */
record SecretMasker(EventEncoder<?> lines) {
    /** Replaces a secret. */
    static final String MASK = "***";

    boolean hides(String key) {
        return lines.hides(key);
    }

    /** Returns the text without the secrets in it; the same object if there is none. */
    String redact(String text) {
        return lines.redact(text);
    }

    /**
     * Returns the text of a value; null for nothing. A value that may have parts or a message is written as in lines: its
     * own text would show what they hide. Exceptions of the value are passed on.
     */
    @Nullable
    String text(Object value) {
        boolean isScalar = value instanceof CharSequence
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Character;
        return isScalar ? value.toString() : lines.text(value);
    }
}
