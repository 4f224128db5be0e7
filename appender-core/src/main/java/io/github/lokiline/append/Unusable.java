package io.github.lokiline.append;

import java.io.Serial;

/** Says why a text cannot be used and the way out. Immutable. */
public final class Unusable extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String wayOut;

    /**
     * A fault of a text.
     *
     * @param rule what is wrong with it
     * @param wayOut what to write instead
     */
    public Unusable(String rule, String wayOut) {
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
