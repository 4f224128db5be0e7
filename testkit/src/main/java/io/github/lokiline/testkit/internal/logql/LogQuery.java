package io.github.lokiline.testkit.internal.logql;

import io.github.lokiline.testkit.internal.logql.stage.LabelMatcher;
import io.github.lokiline.testkit.internal.logql.stage.LogLine;
import io.github.lokiline.testkit.internal.logql.stage.Stage;
import io.github.lokiline.testkit.internal.logql.stage.UnwrapStage;
import io.github.lokiline.testkit.internal.wire.Label;
import java.util.List;

/** A query for lines: a stream selector and stages. Immutable, thread-safe. */
public final class LogQuery {

    private static final String TOO_WIDE =
            "queries require at least one regexp or equality matcher that does not have an"
                    + " empty-compatible value. For instance, app=~\".*\" does not meet this requirement, but app=~\".+\" will";

    private final List<LabelMatcher> selector;
    private final List<Stage> stages;

    LogQuery(List<LabelMatcher> selector, List<Stage> stages) {
        this.selector = List.copyOf(selector);
        this.stages = List.copyOf(stages);
    }

    /** Parses a query for lines. */
    public static LogQuery parse(String query) throws LogqlException {
        LogQuery parsed = LogqlParser.parse(query);
        if (parsed.unwraps()) {
            throw LogqlException.invalid("unwrap is for queries for numbers");
        }
        return parsed.checked();
    }

    /** Returns this query, unless it selects all streams. */
    LogQuery checked() throws LogqlException {
        if (this.selector.stream().allMatch(matcher -> matcher.matches(""))) {
            throw LogqlException.invalid(TOO_WIDE);
        }
        return this;
    }

    /** Parses a selector without stages, as the labels and series endpoints accept it. */
    public static LogQuery parseSelector(String selector) throws LogqlException {
        LogQuery parsed = parse(selector);
        if (!parsed.stages.isEmpty()) {
            throw LogqlException.invalid("only label matchers are supported");
        }
        return parsed;
    }

    /** Returns whether a stream with these labels is selected. */
    public boolean selects(List<Label> labels) {
        return selector.stream().allMatch(matcher -> matcher.matches(value(labels, matcher.name())));
    }

    private static String value(List<Label> labels, String name) {
        return labels.stream()
                .filter(label -> label.name().equals(name))
                .map(Label::value)
                .findFirst()
                .orElse("");
    }

    /** Returns whether the query extracts a number from each line. */
    boolean unwraps() {
        return stages.stream().anyMatch(UnwrapStage.class::isInstance);
    }

    /** Returns whether the line passes all stages, which add labels to it. */
    public boolean keeps(LogLine line) {
        return stages.stream().allMatch(stage -> stage.keep(line));
    }
}
