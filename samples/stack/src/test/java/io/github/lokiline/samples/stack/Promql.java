package io.github.lokiline.samples.stack;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the part of PromQL that the stack uses, and collects the labels that it uses of each metric. Used by one
 * thread.
 *
 * <p>Rejects syntax errors and unknown functions; does not check types.
 */
final class Promql {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\"[^\"]*\")|(\\d+(?:\\.\\d+)?(?:ms|[smhdwy])?)|([a-zA-Z_:][\\w:]*)|(=~|!~|!=|==|>=|<=|[-+*/%^(){}\\[\\],=<>]))");
    private static final Set<String> AGGREGATIONS = Set.of("sum", "max", "min", "avg", "count");
    private static final Map<String, Boolean> FUNCTIONS = Map.of("rate", true, "increase", true, "time", false);
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "^", "==", "!=", ">", ">=", "<", "<=", "or", "and", "unless");
    private static final Set<String> MATCHERS = Set.of("=", "!=", "=~", "!~");
    private static final String DURATION = "\\d+(ms|[smhdwy])";

    private final String text;
    private final Matcher tokens;
    private final Map<String, Set<String>> wanted = new TreeMap<>();
    private String token = "";

    private Promql(String text) {
        this.text = text.strip();
        this.tokens = TOKEN.matcher(this.text);
        next();
    }

    /**
     * Returns the labels that an expression uses of each metric.
     *
     * @throws IllegalArgumentException if the text is not a valid expression
     */
    static Map<String, Set<String>> labelsByMetric(String text) {
        Promql query = new Promql(text);
        query.operation();
        query.check(query.token.isEmpty(), "an operator or the end");
        return query.wanted;
    }

    private Set<String> operation() {
        Set<String> metrics = new TreeSet<>(operand());
        while (OPERATORS.contains(token)) {
            next();
            metrics.addAll(operand());
        }
        return metrics;
    }

    private Set<String> operand() {
        Set<String> metrics;
        if (takeIf("(")) {
            metrics = operation();
            take(")");
        } else if (token.matches("\\d+(\\.\\d+)?")) {
            next();
            metrics = Set.of();
        } else {
            check(token.matches("[a-zA-Z_:].*"), "a metric, a function or a number");
            metrics = named(next());
        }
        return metrics;
    }

    private Set<String> named(String name) {
        if (AGGREGATIONS.contains(name)) {
            return aggregation();
        }
        if (name.equals("vector")) {
            take("(");
            next();
            take(")");
            return Set.of();
        }
        if (token.equals("(")) {
            check(FUNCTIONS.containsKey(name), "a function that is known, and not " + name);
            return function(FUNCTIONS.get(name));
        }
        return selector(name);
    }

    private Set<String> aggregation() {
        Set<String> labels = takeIf("by") ? names() : Set.of();
        take("(");
        Set<String> metrics = operation();
        take(")");
        metrics.forEach(metric -> wanted.get(metric).addAll(labels));
        return metrics;
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        take("(");
        do {
            check(token.matches("[a-zA-Z_]\\w*"), "a label");
            names.add(next());
        } while (takeIf(","));
        take(")");
        return names;
    }

    private Set<String> function(boolean ofRange) {
        take("(");
        Set<String> metrics = Set.of();
        if (ofRange) {
            metrics = selector(next());
            take("[");
            check(token.matches(DURATION), "a duration");
            next();
            take("]");
        }
        take(")");
        return metrics;
    }

    private Set<String> selector(String metric) {
        Set<String> labels = wanted.computeIfAbsent(metric, any -> new TreeSet<>());
        if (takeIf("{")) {
            do {
                check(token.matches("[a-zA-Z_]\\w*"), "a label");
                labels.add(next());
                check(MATCHERS.contains(token), "one of " + MATCHERS);
                next();
                check(token.startsWith("\""), "a text");
                Pattern.compile(next());
            } while (takeIf(","));
            take("}");
        }
        if (takeIf("offset")) {
            check(token.matches(DURATION), "a duration");
            next();
        }
        return Set.of(metric);
    }

    private boolean takeIf(String symbol) {
        boolean there = token.equals(symbol);
        if (there) {
            next();
        }
        return there;
    }

    private void take(String symbol) {
        check(takeIf(symbol), symbol);
    }

    /** Returns the current token and advances to the next one, or to none at the end. */
    private String next() {
        String taken = token;
        if (tokens.regionStart() == text.length()) {
            token = "";
            return taken;
        }
        check(tokens.lookingAt(), "a word or a sign");
        token = tokens.group().strip();
        tokens.region(tokens.end(), text.length());
        return taken;
    }

    private void check(boolean fits, String expected) {
        if (!fits) {
            throw new IllegalArgumentException(
                    text + "\nat \"" + token + "\" before " + tokens.regionStart() + ": expected " + expected);
        }
    }
}
