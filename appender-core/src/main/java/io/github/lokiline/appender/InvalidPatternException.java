package io.github.lokiline.appender;

import java.io.Serial;

/** Thrown for a text that cannot be used as a value. Immutable. */
public final class InvalidPatternException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String wayOut;

    /**
     * Creates the exception.
     *
     * @param rule the violated constraint
     * @param wayOut the fix
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
