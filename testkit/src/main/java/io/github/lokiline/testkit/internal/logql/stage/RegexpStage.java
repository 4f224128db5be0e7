package io.github.lokiline.testkit.internal.logql.stage;

import io.github.lokiline.testkit.internal.logql.LogqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code | regexp "(?P<method>\\w+) (?P<path>\\S+)"}: adds a label for each named group. Immutable. */
public record RegexpStage(Pattern pattern, List<String> names) implements Stage {

    private static final Pattern GROUP = Pattern.compile("\\(\\?P?<([a-zA-Z][a-zA-Z0-9_]*)>");
    /** Replaces the underscore, which Java does not allow in group names. */
    private static final String STAND_IN = "lokiline";

    public static RegexpStage of(String expression) throws LogqlException {
        Re2.compile(GROUP.matcher(expression).replaceAll("("));
        List<String> names = new ArrayList<>();
        Matcher groups = GROUP.matcher(expression);
        while (groups.find()) {
            names.add(groups.group(1));
        }
        if (names.isEmpty()) {
            throw LogqlException.invalid("at least one named capture must be supplied");
        }
        int[] count = {0};
        String java = GROUP.matcher(expression).replaceAll(group -> "(?<" + STAND_IN + count[0]++ + ">");
        return new RegexpStage(Re2.compile(java), names);
    }

    @Override
    public boolean keep(LogLine line) {
        Matcher match = pattern.matcher(line.text());
        if (match.find()) {
            for (int i = 0; i < names.size(); i++) {
                String value = match.group(STAND_IN + i);
                line.extract(names.get(i), value == null ? "" : value);
            }
        }
        return true;
    }
}
