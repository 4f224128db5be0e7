package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.appender.InvalidPatternException;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the application's context while a pattern is tried. Logback reports an invalid pattern as an ERROR status, after
 * which Spring Boot does not start: here it is found first and becomes an error of the property. Owned by the thread that
 * starts the appender.
 */
final class PatternValidationContext extends LoggerContext {
    /** Null during the constructor of the superclass. */
    private final @Nullable Context real;

    private PatternValidationContext(Context real) {
        this.real = real;
    }

    /** Compiles a pattern without the stack trace that Logback's layouts append by default. */
    static PatternLayout compile(String pattern, Context context) throws InvalidPatternException {
        PatternValidationContext trial = new PatternValidationContext(context);
        try {
            start(pattern, trial);
        } catch (RuntimeException e) {
            throw new InvalidPatternException(
                    "not a Logback pattern (" + e.getClass().getSimpleName() + ")", "see Logback's manual");
        }
        for (Status status : trial.getStatusManager().getCopyOfStatusList()) {
            if (status.getEffectiveLevel() >= Status.WARN) {
                throw new InvalidPatternException(
                        "not a Logback pattern: " + status.getMessage(), "see Logback's conversion words");
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
