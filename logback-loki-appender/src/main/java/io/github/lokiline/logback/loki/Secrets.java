package io.github.lokiline.logback.loki;

/** Knows which keys hold secrets, as the lines do. Implementations are thread-safe. */
@FunctionalInterface
interface Secrets {
    /** Stands in place of a secret. */
    String MASK = "***";

    boolean hides(String key);
}
