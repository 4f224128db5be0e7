package io.github.lokiline.testkit.internal.logql;

import java.util.Map;

/** A query that cannot be answered because it is malformed or not supported. Immutable. */
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

    /** Creates the error of a line that a stage could not parse, which fails a query for numbers. */
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

    /** Returns the response's text. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
