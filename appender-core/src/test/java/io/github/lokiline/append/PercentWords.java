package io.github.lokiline.append;

import io.github.lokiline.json.contract.Sample;
import java.util.Set;
import java.util.function.Function;

/** A language of which every word is its own value, in angle brackets; groups are in parentheses. Immutable. */
record PercentWords() implements PatternLanguage<Sample> {
    @Override
    public String framework() {
        return "Percent";
    }

    @Override
    public String plainPercent() {
        return "write something else";
    }

    @Override
    public Words words() {
        return new Words(Set.of("level", "p"), Set.of("logger"), Set.of("thread"), Set.of("X", "mdc"));
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
    public Function<Sample, String> compile(String pattern) throws Unusable {
        if (pattern.contains("nonsense")) {
            throw new Unusable("no Percent pattern: " + pattern, "write sense");
        }
        return event -> "<" + pattern + ">";
    }
}
