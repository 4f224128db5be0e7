package io.github.lokiline.testkit.internal.logql.stage;

import io.github.lokiline.testkit.internal.logql.LogqlException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code | line_format "{{.method}} {{.path}}"}: replaces the line by a text made of its labels. Immutable. */
public record LineFormatStage(String template) implements Stage {

    private static final Pattern ACTION = Pattern.compile("\\{\\{(.*?)}}");
    private static final Pattern LABEL = Pattern.compile("\\{\\{-? *\\.([a-zA-Z_][a-zA-Z0-9_]*) *-?}}");
    private static final String WHOLE_LINE = "{{__line__}}";

    public static LineFormatStage of(String template) throws LogqlException {
        Matcher actions = ACTION.matcher(template);
        while (actions.find()) {
            if (!LABEL.matcher(actions.group()).matches() && !isWholeLine(actions.group())) {
                throw LogqlException.beyond("`" + actions.group() + "` in line_format");
            }
        }
        return new LineFormatStage(template);
    }

    private static boolean isWholeLine(String action) {
        return action.replace(" ", "").equals(WHOLE_LINE);
    }

    @Override
    public boolean keep(LogLine line) {
        line.rewrite(
                ACTION.matcher(template).replaceAll(action -> Matcher.quoteReplacement(value(action.group(), line))));
        return true;
    }

    private static String value(String action, LogLine line) {
        Matcher label = LABEL.matcher(action);
        return label.matches() ? line.get(label.group(1)).orElse("") : line.text();
    }
}
