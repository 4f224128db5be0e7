package io.github.lokiline.testkit.internal.logql.stage;

import io.github.lokiline.testkit.internal.logql.LogqlException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Keeps the lines that contain a text or match a regex, or those that do not. Immutable. */
public record LineFilter(List<Predicate<String>> any, boolean wanted) implements Stage {

    /** Returns the test of one of {@code |=}, {@code !=}, {@code |~}, {@code !~} for one text. */
    public static Predicate<String> test(String operator, String text) throws LogqlException {
        if (operator.endsWith("=")) {
            return line -> line.contains(text);
        }
        Pattern pattern = Re2.compile(text);
        return line -> pattern.matcher(line).find();
    }

    @Override
    public boolean keep(LogLine line) {
        return any.stream().anyMatch(test -> test.test(line.text())) == wanted;
    }
}
