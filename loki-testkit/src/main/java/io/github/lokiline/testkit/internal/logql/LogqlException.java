package io.github.lokiline.testkit.internal.logql;

/** A query that cannot be answered, and why: it is malformed, or beyond this Loki. Immutable. */
public final class LogqlException extends Exception {

    private static final long serialVersionUID = 1;

    private LogqlException(String message) {
        super(message);
    }

    static LogqlException syntax(int line, int column, String why) {
        return new LogqlException("parse error at line " + line + ", col " + column + ": " + why);
    }

    static LogqlException invalid(String why) {
        return new LogqlException("parse error : " + why);
    }

    static LogqlException beyond(String what) {
        return new LogqlException("EmbeddedLoki does not know " + what
                + "; it knows selectors, line filters (|= != |~ !~), | json, | logfmt and label filters");
    }

    /** The text of the answer. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
