package io.github.lokiline.appender;

import java.io.Serial;

/** Says why a text cannot be used and the way out. Immutable. */
public final class InvalidPatternException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String wayOut;

    /**
     * A fault of a text.
     *
     * @param rule what is wrong with it
     * @param wayOut what to write instead
     */
    public InvalidPatternException(String rule, String wayOut) {
        super(rule, null, false, false);
        this.wayOut = wayOut;
    }

    public String rule() {
        return String.valueOf(getMessage());
    }

    public String wayOut() {
        return wayOut;
    }
}
