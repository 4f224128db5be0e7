package io.github.lokiline.appender.internal;

import io.github.lokiline.json.spi.JsonEventEncoder;
import org.jspecify.annotations.Nullable;

/** Hides what lines hide. Thread-safe. */
public record LineSecrets(JsonEventEncoder<?> lines) implements SecretMasker {
    @Override
    public boolean hides(String key) {
        return lines.hides(key);
    }

    @Override
    public String redact(String text) {
        return lines.redact(text);
    }

    /** What may have parts, or a message, goes the way of the lines: its own text would show what they hide. */
    @Override
    public @Nullable String text(Object value) {
        boolean isScalar = value instanceof CharSequence
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum;
        return isScalar ? value.toString() : lines.text(value);
    }
}
