package io.github.lokiline.logback.loki;

import java.io.Serial;

/** Says why a text cannot be used and the way out. Immutable. */
final class Unusable extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String wayOut;

    Unusable(String rule, String wayOut) {
        super(rule, null, false, false);
        this.wayOut = wayOut;
    }

    String rule() {
        return String.valueOf(getMessage());
    }

    String wayOut() {
        return wayOut;
    }
}
