package io.github.lokiline.appender;

import java.io.Serial;

/** Thrown for a text that cannot be used as a value. Immutable. */
public final class InvalidPatternException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * Creates the exception.
     *
     * @param constraint the violated constraint
     * @param remedy the fix
     */
    public InvalidPatternException(String constraint, String remedy) {
        super(constraint, null, false, false);
        this.remedy = remedy;
    }

    public String constraint() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }
}
