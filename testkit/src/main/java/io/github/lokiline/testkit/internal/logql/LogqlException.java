package io.github.lokiline.testkit.internal.logql;

import java.util.Map;

/** A query that cannot be answered, and why: it is malformed, or beyond this Loki. Immutable. */
public final class LogqlException extends Exception {

    private static final long serialVersionUID = 1;

    private LogqlException(String message) {
        super(message);
    }

    static LogqlException syntax(int line, int column, String why) {
        return new LogqlException("parse error at line " + line + ", col " + column + ": " + why);
    }

    public static LogqlException invalid(String why) {
        return new LogqlException("parse error : " + why);
    }

    /** A line could not be read by the query's steps, which a query for numbers does not pass over. */
    static LogqlException pipeline(String error, Map<String, String> labels) {
        return new LogqlException("pipeline error: '" + error + "' for series: '" + labels
                + "'.\nUse a label filter to intentionally skip this error. (e.g | __error__!=\"" + error
                + "\").\nTo skip all potential errors you can match empty errors.(e.g __error__=\"\")\n");
    }

    public static LogqlException beyond(String what) {
        return new LogqlException("EmbeddedLoki does not know " + what
                + "; it knows selectors, line filters (|= != |~ !~), | json, | logfmt, | regexp, | line_format, | unwrap, label filters,"
                + " range and vector aggregations and operators between them");
    }

    /** The text of the answer. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
