package io.github.lokiline.testkit.internal.logql.stage;

import io.github.lokiline.testkit.internal.logql.LogqlException;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Compares a label as a number, a duration or a size: {@code | duration_ms > 250}, {@code | took >= 1.5s}. Immutable.
 *
 * <p>A line without the label is dropped. A line whose label cannot be parsed is kept with {@code
 * __error__="LabelFilterErr"}, as in Loki.
 */
public record QuantityFilter(String name, String operator, double value, Function<String, OptionalDouble> reading)
        implements Stage {

    public static QuantityFilter of(String name, String operator, String quantity) throws LogqlException {
        for (Function<String, OptionalDouble> reading : Quantity.READINGS) {
            OptionalDouble value = reading.apply(quantity);
            if (value.isPresent()) {
                return new QuantityFilter(name, operator, value.getAsDouble(), reading);
            }
        }
        throw LogqlException.invalid("not a number, a duration or a size: " + quantity);
    }

    @Override
    public boolean keep(LogLine line) {
        return line.get(name).map(text -> keep(line, text)).orElse(false);
    }

    private boolean keep(LogLine line, String text) {
        OptionalDouble found = reading.apply(text);
        if (found.isEmpty()) {
            line.fail("LabelFilterErr", "cannot read \"" + text + "\" of label " + name);
            return true;
        }
        int order = Double.compare(found.getAsDouble(), value);
        return switch (operator) {
            case "=", "==" -> order == 0;
            case "!=" -> order != 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            default -> order <= 0;
        };
    }
}
