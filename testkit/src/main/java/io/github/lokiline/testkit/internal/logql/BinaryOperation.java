package io.github.lokiline.testkit.internal.logql;

import java.util.HashMap;
import java.util.Map;

/**
 * Combines two values: arithmetic, a comparison that filters (with {@code bool}, returns 1 or 0), or {@code or}, {@code
 * and}, {@code unless}. Vector elements match if all their labels are equal. Immutable.
 */
record BinaryOperation(String operator, boolean bool, MetricQuery left, MetricQuery right) implements MetricQuery {

    @Override
    public Samples at(long nanos, LineSource lines) throws LogqlException {
        Samples one = left.at(nanos, lines);
        Samples other = right.at(nanos, lines);
        return switch (operator) {
            case "or" -> or(one, other);
            case "and" -> kept(one, other, true);
            case "unless" -> kept(one, other, false);
            default -> combined(one, other);
        };
    }

    private static Samples or(Samples one, Samples other) {
        Map<Map<String, String>, Double> values = new HashMap<>(other.values());
        values.putAll(one.values());
        return Samples.vector(values);
    }

    private static Samples kept(Samples one, Samples other, boolean wanted) {
        Map<Map<String, String>, Double> values = new HashMap<>(one.values());
        values.keySet().removeIf(labels -> other.values().containsKey(labels) != wanted);
        return Samples.vector(values);
    }

    private Samples combined(Samples one, Samples other) {
        if (one.isScalar() && other.isScalar()) {
            return Samples.scalar(
                    isComparison() ? truth(one.number(), other.number()) : number(one.number(), other.number()));
        }
        Map<Map<String, String>, Double> values = new HashMap<>();
        Samples vector = one.isScalar() ? other : one;
        vector.values().forEach((labels, value) -> {
            Double a = one.isScalar() ? Double.valueOf(one.number()) : value;
            Double b = one.isScalar()
                    ? value
                    : other.isScalar()
                            ? Double.valueOf(other.number())
                            : other.values().get(labels);
            if (b != null && (!isComparison() || bool || truth(a, b) == 1)) {
                values.put(labels, isComparison() ? (bool ? truth(a, b) : value) : number(a, b));
            }
        });
        return Samples.vector(values);
    }

    private boolean isComparison() {
        return "==!=<=>=".contains(operator);
    }

    private double truth(double a, double b) {
        boolean holds = switch (operator) {
            case "==" -> a == b;
            case "!=" -> a != b;
            case ">" -> a > b;
            case ">=" -> a >= b;
            case "<" -> a < b;
            default -> a <= b;
        };
        return holds ? 1 : 0;
    }

    private double number(double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "%" -> a % b;
            default -> Math.pow(a, b);
        };
    }
}
