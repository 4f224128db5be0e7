package io.github.lokiline.testkit.internal.logql.stage;

import io.github.lokiline.testkit.internal.logql.LogqlException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A condition on a label's text, {@code app="orders"}; a missing label has an empty text. Immutable. */
public final class LabelMatcher implements Stage {

    private final String name;
    private final Predicate<String> test;

    private LabelMatcher(String name, Predicate<String> test) {
        this.name = name;
        this.test = test;
    }

    public static LabelMatcher of(String name, String operator, String value) throws LogqlException {
        return switch (operator) {
            case "=" -> new LabelMatcher(name, value::equals);
            case "!=" -> new LabelMatcher(name, text -> !text.equals(value));
            case "=~" -> regex(name, value, true);
            case "!~" -> regex(name, value, false);
            default -> throw LogqlException.invalid("unexpected operator " + operator + " for a string");
        };
    }

    private static LabelMatcher regex(String name, String value, boolean wanted) throws LogqlException {
        Pattern pattern = Re2.compileWhole(value);
        return new LabelMatcher(name, text -> pattern.matcher(text).find() == wanted);
    }

    public String name() {
        return name;
    }

    public boolean matches(String text) {
        return test.test(text);
    }

    @Override
    public boolean keep(LogLine line) {
        if (name.equals(LogLine.ERROR)) {
            line.askForError();
        }
        return matches(line.get(name).orElse(""));
    }
}
