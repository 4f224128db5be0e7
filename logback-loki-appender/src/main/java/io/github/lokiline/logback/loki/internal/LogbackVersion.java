package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;

/** Explains a class or method that is missing while an appender starts. Stateless. */
public final class LogbackVersion {
    private LogbackVersion() {}

    /** Returns the problem and the fix. */
    public static String problem(LinkageError error) {
        return problem(error, LoggerContext.class.getPackage().getImplementationVersion());
    }

    /** Returns the problem with a version of Logback as its jar states it; null if it does not. */
    static String problem(LinkageError error, @Nullable String found) {
        boolean isLogback = String.valueOf(error.getMessage()).replace('/', '.').contains("ch.qos.logback.");
        String cause = isLogback && found != null
                ? "Logback " + found + " found, 1.5 or newer needed"
                : "a jar is missing, or of the wrong version";
        return error + "; " + cause;
    }
}
