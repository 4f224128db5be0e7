package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import io.github.lokiline.append.PatternLanguage;
import io.github.lokiline.append.Unusable;
import io.github.lokiline.append.Words;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Logback's patterns. Owned by the thread that starts the appender. */
record LogbackPatterns(Context context) implements PatternLanguage<ILoggingEvent> {
    private static final Words WORDS = new Words(
            Set.of("level", "le", "p"), Set.of("logger", "lo", "c"), Set.of("thread", "t"), Set.of("X", "mdc"));

    @Override
    public String framework() {
        return "Logback";
    }

    @Override
    public String plainPercent() {
        return "put a backslash before each plain percent sign";
    }

    @Override
    public Words words() {
        return WORDS;
    }

    @Override
    public boolean isPattern(String text) {
        return text.indexOf('%') >= 0;
    }

    /** Conversion words stand within parentheses of others, and a backslash takes the meaning from what follows. */
    @Override
    public boolean isWhole(String pattern) {
        return pattern.indexOf('(') >= 0 || pattern.indexOf('\\') >= 0;
    }

    @Override
    public Function<ILoggingEvent, @Nullable String> compile(String pattern) throws Unusable {
        PatternLayout layout = TrialContext.compile(pattern, context);
        return layout::doLayout;
    }
}
