package io.github.lokiline.testkit.internal.logql;

import io.github.lokiline.testkit.internal.logql.LogqlLexer.Kind;
import io.github.lokiline.testkit.internal.logql.stage.EitherFilter;
import io.github.lokiline.testkit.internal.logql.stage.JsonStage;
import io.github.lokiline.testkit.internal.logql.stage.LabelMatcher;
import io.github.lokiline.testkit.internal.logql.stage.LineFilter;
import io.github.lokiline.testkit.internal.logql.stage.LineFormatStage;
import io.github.lokiline.testkit.internal.logql.stage.LogfmtStage;
import io.github.lokiline.testkit.internal.logql.stage.QuantityFilter;
import io.github.lokiline.testkit.internal.logql.stage.RegexpStage;
import io.github.lokiline.testkit.internal.logql.stage.Stage;
import io.github.lokiline.testkit.internal.logql.stage.UnwrapStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Parses a query. Owned by one thread. */
final class LogqlParser {

    private static final Set<String> STRING_OPERATORS = Set.of("=", "!=", "=~", "!~");
    private static final Set<String> QUANTITY_OPERATORS = Set.of("=", "==", "!=", ">", ">=", "<", "<=");
    private static final Set<String> LINE_OPERATORS = Set.of("|=", "!=", "|~", "!~");

    private final LogqlLexer lexer;

    private LogqlParser(LogqlLexer lexer) {
        this.lexer = lexer;
    }

    static LogQuery parse(String query) throws LogqlException {
        LogqlParser parser = new LogqlParser(new LogqlLexer(query));
        LogQuery parsed = parser.lines();
        if (!parser.lexer.is(Kind.END)) {
            throw parser.lexer.unexpected("");
        }
        return parsed;
    }

    /** Parses the lines part of a query for numbers, which ends before its range. */
    static LogQuery parseLines(LogqlLexer lexer) throws LogqlException {
        return new LogqlParser(lexer).lines().checked();
    }

    private LogQuery lines() throws LogqlException {
        List<LabelMatcher> selector = selector();
        return new LogQuery(selector, stages());
    }

    private List<LabelMatcher> selector() throws LogqlException {
        lexer.expect("{");
        List<LabelMatcher> matchers = new ArrayList<>();
        while (!lexer.is("}")) {
            matchers.add(matcher());
            if (!lexer.takeIf(",") && !lexer.is("}")) {
                throw lexer.unexpected("expecting } or ,");
            }
        }
        lexer.expect("}");
        return matchers;
    }

    private LabelMatcher matcher() throws LogqlException {
        String name = name();
        String operator = lexer.text();
        if (!lexer.is(Kind.SYMBOL) || !STRING_OPERATORS.contains(operator)) {
            throw lexer.unexpected("expecting =, !=, =~ or !~");
        }
        lexer.next();
        return LabelMatcher.of(name, operator, string());
    }

    private String name() throws LogqlException {
        if (!lexer.is(Kind.NAME)) {
            throw lexer.unexpected("expecting IDENTIFIER");
        }
        return lexer.take();
    }

    private String string() throws LogqlException {
        if (!lexer.is(Kind.STRING)) {
            throw lexer.unexpected("expecting STRING");
        }
        return lexer.take();
    }

    private List<Stage> stages() throws LogqlException {
        List<Stage> stages = new ArrayList<>();
        while (lexer.is(Kind.SYMBOL) && !lexer.is("[")) {
            String symbol = lexer.text();
            if (LINE_OPERATORS.contains(symbol)) {
                stages.add(lineFilter());
            } else if (lexer.takeIf("|")) {
                stages.add(stage());
            } else if (symbol.equals("|>") || symbol.equals("!>")) {
                throw LogqlException.beyond("pattern filters");
            } else {
                throw lexer.unexpected("");
            }
        }
        return stages;
    }

    private Stage lineFilter() throws LogqlException {
        String operator = lexer.take();
        List<Predicate<String>> any = new ArrayList<>();
        do {
            if (lexer.isWord("ip")) {
                throw LogqlException.beyond("ip()");
            }
            any.add(LineFilter.test(operator, string()));
        } while (lexer.takeWord("or"));
        return new LineFilter(any, operator.startsWith("|"));
    }

    private Stage stage() throws LogqlException {
        if (lexer.is("(")) {
            return labelFilter();
        }
        String name = name();
        boolean compared = lexer.is(Kind.SYMBOL)
                && (QUANTITY_OPERATORS.contains(lexer.text()) || STRING_OPERATORS.contains(lexer.text()));
        boolean ends =
                lexer.is(Kind.END) || (lexer.is(Kind.SYMBOL) && lexer.text().matches("[|!\\[].*"));
        if (ends && name.equals("json")) {
            return new JsonStage();
        }
        if (ends && name.equals("logfmt")) {
            return new LogfmtStage();
        }
        if (!compared && lexer.is(Kind.STRING) && name.equals("regexp")) {
            return RegexpStage.of(string());
        }
        if (!compared && lexer.is(Kind.STRING) && name.equals("line_format")) {
            return LineFormatStage.of(string());
        }
        if (!compared && lexer.is(Kind.NAME) && name.equals("unwrap")) {
            return unwrap();
        }
        if (!compared) {
            throw LogqlException.beyond("`| " + name + "` with what follows it");
        }
        return or(and(comparison(name)));
    }

    private Stage unwrap() throws LogqlException {
        String label = name();
        if (!lexer.takeIf("(")) {
            return new UnwrapStage(label, "");
        }
        Stage unwrap = new UnwrapStage(name(), label);
        lexer.expect(")");
        return unwrap;
    }

    private Stage labelFilter() throws LogqlException {
        return or(and(single()));
    }

    private Stage or(Stage first) throws LogqlException {
        Stage filter = first;
        while (lexer.takeWord("or")) {
            filter = new EitherFilter(filter, and(single()), false);
        }
        return filter;
    }

    /** Parses filters that are joined by {@code and}, a comma or nothing. */
    private Stage and(Stage first) throws LogqlException {
        Stage filter = first;
        while (lexer.takeWord("and")
                || lexer.takeIf(",")
                || (lexer.is(Kind.NAME) && !lexer.isWord("or"))
                || lexer.is("(")) {
            filter = new EitherFilter(filter, single(), true);
        }
        return filter;
    }

    private Stage single() throws LogqlException {
        if (lexer.takeIf("(")) {
            Stage inner = labelFilter();
            lexer.expect(")");
            return inner;
        }
        return comparison(name());
    }

    private Stage comparison(String name) throws LogqlException {
        if (!lexer.is(Kind.SYMBOL)) {
            throw lexer.unexpected("expecting a comparison");
        }
        String operator = lexer.take();
        if (lexer.is(Kind.STRING) && STRING_OPERATORS.contains(operator)) {
            return LabelMatcher.of(name, operator, string());
        }
        if (lexer.is(Kind.QUANTITY) && QUANTITY_OPERATORS.contains(operator)) {
            return QuantityFilter.of(name, operator, lexer.take());
        }
        if (lexer.isWord("ip")) {
            throw LogqlException.beyond("ip()");
        }
        throw lexer.unexpected("expecting a value that fits " + operator);
    }
}
