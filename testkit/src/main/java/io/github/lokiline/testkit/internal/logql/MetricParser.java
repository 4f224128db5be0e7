package io.github.lokiline.testkit.internal.logql;

import io.github.lokiline.testkit.internal.logql.LogqlLexer.Kind;
import io.github.lokiline.testkit.internal.logql.stage.Quantity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses a query for numbers. Owned by one thread. */
final class MetricParser {

    private static final Set<String> OVER_LINES = Set.of("rate", "count_over_time", "bytes_rate", "bytes_over_time");
    private static final Set<String> OVER_VALUES =
            Set.of("rate", "sum_over_time", "avg_over_time", "max_over_time", "min_over_time", "quantile_over_time");
    private static final Set<String> AGGREGATIONS = Set.of("sum", "avg", "min", "max", "count", "topk", "bottomk");

    /** In order of increasing precedence. */
    private static final List<Set<String>> OPERATORS = List.of(
            Set.of("or"),
            Set.of("and", "unless"),
            Set.of("==", "!=", ">", ">=", "<", "<="),
            Set.of("+", "-"),
            Set.of("*", "/", "%"),
            Set.of("^"));

    private final LogqlLexer lexer;

    private MetricParser(LogqlLexer lexer) {
        this.lexer = lexer;
    }

    static MetricQuery parse(String query) throws LogqlException {
        MetricParser parser = new MetricParser(new LogqlLexer(query));
        MetricQuery parsed = parser.operation(0);
        if (!parser.lexer.is(Kind.END)) {
            throw parser.lexer.unexpected("");
        }
        return parsed;
    }

    private MetricQuery operation(int level) throws LogqlException {
        if (level == OPERATORS.size()) {
            return operand();
        }
        MetricQuery left = operation(level + 1);
        while (isOperator(OPERATORS.get(level))) {
            String operator = lexer.take().toLowerCase(Locale.ROOT);
            boolean bool = lexer.takeWord("bool");
            if (lexer.isWord("on") || lexer.isWord("ignoring")) {
                throw LogqlException.beyond("on() and ignoring()");
            }
            left = new BinaryOperation(operator, bool, left, operation(level + 1));
        }
        return left;
    }

    private boolean isOperator(Set<String> operators) {
        return (lexer.is(Kind.SYMBOL) || lexer.is(Kind.NAME))
                && operators.contains(lexer.text().toLowerCase(Locale.ROOT));
    }

    private MetricQuery operand() throws LogqlException {
        if (lexer.takeIf("(")) {
            MetricQuery inner = operation(0);
            lexer.expect(")");
            return inner;
        }
        if (lexer.is(Kind.QUANTITY)) {
            double number = number();
            return (nanos, lines) -> Samples.scalar(number);
        }
        if (!lexer.is(Kind.NAME)) {
            throw lexer.unexpected("expecting a query for numbers");
        }
        return function(lexer.take());
    }

    private MetricQuery function(String name) throws LogqlException {
        if (AGGREGATIONS.contains(name)) {
            return aggregation(name);
        }
        if (name.equals("vector")) {
            lexer.expect("(");
            double number = number();
            lexer.expect(")");
            return (nanos, lines) -> Samples.vector(Map.of(Map.of(), number));
        }
        if (OVER_LINES.contains(name) || OVER_VALUES.contains(name)) {
            return range(name);
        }
        throw LogqlException.beyond("`" + name + "`");
    }

    private MetricQuery aggregation(String name) throws LogqlException {
        Grouping before = grouping();
        lexer.expect("(");
        int count = 0;
        if (name.endsWith("k")) {
            count = (int) number();
            lexer.expect(",");
        }
        MetricQuery inner = operation(0);
        lexer.expect(")");
        Grouping after = before == null ? grouping() : before;
        return new VectorAggregation(name, count, after == null ? Grouping.ONE : after, inner);
    }

    private MetricQuery range(String name) throws LogqlException {
        lexer.expect("(");
        double parameter = 0;
        if (name.equals("quantile_over_time")) {
            parameter = number();
            lexer.expect(",");
        }
        LogQuery query = LogqlParser.parseLines(lexer);
        lexer.expect("[");
        long rangeNanos = duration();
        lexer.expect("]");
        long offsetNanos = lexer.takeWord("offset") ? duration() : 0;
        lexer.expect(")");
        if (query.unwraps() ? !OVER_VALUES.contains(name) : !OVER_LINES.contains(name)) {
            throw LogqlException.invalid(
                    "invalid aggregation " + name + (query.unwraps() ? " with" : " without") + " unwrap");
        }
        Grouping grouping = query.unwraps() ? grouping() : null;
        return new RangeAggregation(
                name, parameter, query, rangeNanos, offsetNanos, grouping == null ? Grouping.EACH : grouping);
    }

    private @Nullable Grouping grouping() throws LogqlException {
        boolean by = lexer.isWord("by");
        if (!by && !lexer.isWord("without")) {
            return null;
        }
        lexer.next();
        lexer.expect("(");
        Set<String> names = new LinkedHashSet<>();
        while (!lexer.is(")")) {
            if (!lexer.is(Kind.NAME)) {
                throw lexer.unexpected("expecting IDENTIFIER");
            }
            names.add(lexer.take());
            lexer.takeIf(",");
        }
        lexer.expect(")");
        return new Grouping(names, by);
    }

    private double number() throws LogqlException {
        OptionalDouble number = lexer.is(Kind.QUANTITY) ? Quantity.number(lexer.text()) : OptionalDouble.empty();
        if (number.isEmpty()) {
            throw lexer.unexpected("expecting NUMBER");
        }
        lexer.next();
        return number.getAsDouble();
    }

    private long duration() throws LogqlException {
        OptionalLong nanos = lexer.is(Kind.QUANTITY) ? Quantity.longDurationNanos(lexer.text()) : OptionalLong.empty();
        if (nanos.isEmpty()) {
            throw lexer.unexpected("expecting DURATION");
        }
        lexer.next();
        return nanos.getAsLong();
    }
}
