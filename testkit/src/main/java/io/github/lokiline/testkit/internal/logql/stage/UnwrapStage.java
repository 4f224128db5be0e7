package io.github.lokiline.testkit.internal.logql.stage;

import java.util.OptionalDouble;

/**
 * {@code | unwrap duration_ms}: turns a label into the line's number. Immutable.
 *
 * @param reading {@code duration} or {@code bytes} around the label's name; empty if there is none
 */
public record UnwrapStage(String label, String reading) implements Stage {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Drops a line without the label; a value that is not a number is an error. */
    @Override
    public boolean keep(LogLine line) {
        String value = line.get(label).orElse("");
        if (value.isEmpty()) {
            return false;
        }
        OptionalDouble number = switch (reading) {
            case "duration", "duration_seconds" -> scaled(Quantity.durationNanos(value));
            case "bytes" -> Quantity.bytes(value);
            default -> Quantity.number(value);
        };
        if (number.isEmpty()) {
            line.fail("SampleExtractionErr", "strconv.ParseFloat: parsing \"" + value + "\": invalid syntax");
        }
        line.unwrap(label, number.orElse(0));
        return true;
    }

    private static OptionalDouble scaled(OptionalDouble nanos) {
        return nanos.isEmpty() ? nanos : OptionalDouble.of(nanos.getAsDouble() / NANOS_PER_SECOND);
    }
}
