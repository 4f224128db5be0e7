package io.github.lokiline.appender.internal;

import org.jspecify.annotations.Nullable;

/** Knows which keys hold secrets, and which parts of texts are some, as the lines do. Implementations are thread-safe. */
@FunctionalInterface
public interface SecretMasker {
    /** Stands in place of a secret. */
    String MASK = "***";

    boolean hides(String key);

    /** The text without the secrets in it; the same object when there is none. */
    default String redact(String text) {
        return text;
    }

    /** What is shown of a value; null for nothing. What the value throws is thrown on. */
    default @Nullable String text(Object value) {
        return value.toString();
    }
}
