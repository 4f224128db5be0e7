package io.github.lokiline.appender.internal;

import io.github.lokiline.appender.ConversionWords;
import io.github.lokiline.appender.InvalidPatternException;
import io.github.lokiline.appender.PatternSupport;
import io.github.lokiline.contract.Sample;
import java.util.Set;
import java.util.function.Function;

/** A language of which every word is its own value, in angle brackets; groups are in parentheses. Immutable. */
record PercentPatternSupport() implements PatternSupport<Sample> {
    @Override
    public String framework() {
        return "Percent";
    }

    @Override
    public String plainPercent() {
        return "write something else";
    }

    @Override
    public ConversionWords words() {
        return new ConversionWords(Set.of("level", "p"), Set.of("logger"), Set.of("thread"), Set.of("X", "mdc"));
    }

    @Override
    public boolean isPattern(String text) {
        return text.indexOf('%') >= 0;
    }

    @Override
    public boolean isWhole(String text) {
        return text.indexOf('(') >= 0;
    }

    @Override
    public Function<Sample, String> compile(String pattern) throws InvalidPatternException {
        if (pattern.contains("nonsense")) {
            throw new InvalidPatternException("no Percent pattern: " + pattern, "write sense");
        }
        return event -> "<" + pattern + ">";
    }
}
