package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import io.github.lokiline.appender.ConversionWords;
import io.github.lokiline.appender.InvalidPatternException;
import io.github.lokiline.appender.PatternSupport;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The patterns of Logback. Owned by the thread that starts the appender. */
public record LogbackPatternSupport(Context context) implements PatternSupport<ILoggingEvent> {
    private static final ConversionWords WORDS = new ConversionWords(
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
    public ConversionWords words() {
        return WORDS;
    }

    @Override
    public boolean isPattern(String text) {
        return text.indexOf('%') >= 0;
    }

    /** Conversion words can be nested in parentheses, and a backslash escapes the next character. */
    @Override
    public boolean isWhole(String pattern) {
        return pattern.indexOf('(') >= 0 || pattern.indexOf('\\') >= 0;
    }

    @Override
    public Function<ILoggingEvent, @Nullable String> compile(String pattern) throws InvalidPatternException {
        PatternLayout layout = PatternValidationContext.compile(pattern, context);
        return layout::doLayout;
    }
}
