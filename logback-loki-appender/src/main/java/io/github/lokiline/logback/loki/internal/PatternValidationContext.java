package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.appender.InvalidPatternException;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the application's context while a pattern is tried. Logback reports a wrong pattern as an ERROR status,
 * and Spring Boot refuses to start when it finds one: here it is found first and turned into a fault of ours. Owned by
 * the thread that starts the appender.
 */
final class PatternValidationContext extends LoggerContext {
    /** Null while the superclass constructs itself. */
    private final @Nullable Context real;

    private PatternValidationContext(Context real) {
        this.real = real;
    }

    /** Compiles a pattern that gives exactly what it says: Logback's layouts append the stack trace otherwise. */
    static PatternLayout compile(String pattern, Context context) throws InvalidPatternException {
        PatternValidationContext trial = new PatternValidationContext(context);
        try {
            start(pattern, trial);
        } catch (RuntimeException e) {
            throw new InvalidPatternException(
                    "no Logback pattern (" + e.getClass().getSimpleName() + ")", "see Logback's manual");
        }
        for (Status status : trial.getStatusManager().getCopyOfStatusList()) {
            if (status.getEffectiveLevel() >= Status.WARN) {
                throw new InvalidPatternException(
                        "no Logback pattern: " + status.getMessage(), "see Logback's conversion words");
            }
        }
        return start(pattern, context);
    }

    private static PatternLayout start(String pattern, Context context) {
        PatternLayout layout = new PatternLayout();
        layout.setPostCompileProcessor(null);
        layout.setContext(context);
        layout.setPattern(pattern);
        layout.start();
        return layout;
    }

    @Override
    public @Nullable Object getObject(String key) {
        Object own = super.getObject(key);
        return own != null || real == null ? own : real.getObject(key);
    }

    @Override
    public @Nullable String getProperty(String key) {
        return real == null ? super.getProperty(key) : real.getProperty(key);
    }
}
