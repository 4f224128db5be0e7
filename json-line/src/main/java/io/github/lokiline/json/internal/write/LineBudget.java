package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.internal.config.SizeLimits;
import io.github.lokiline.json.internal.field.EncodedField;

/**
 * How far the parts of one line may go, in bytes. Immutable.
 *
 * @param messageBytes the message
 * @param stackBytes the trace
 * @param detailBytes a detail behind the extras
 * @param extrasEndBytes from the line's start to the end of the extras
 * @param lineBytes from the line's start to its end
 */
public record LineBudget(int messageBytes, int stackBytes, int detailBytes, int extrasEndBytes, int lineBytes) {
    /** For the first try: only what can never fit in a line is held back. */
    public static LineBudget roomy(SizeLimits limits) {
        int line = limits.lineBytes();
        return new LineBudget(line, limits.stackBytes(), limits.valueBytes(), 2 * line, 3 * line);
    }

    public int of(EncodedField.Kind kind, int valueBytes) {
        return switch (kind) {
            case MESSAGE -> messageBytes;
            case STACK -> stackBytes;
            case VALUE, SHORT -> valueBytes;
            case DETAIL -> detailBytes;
        };
    }
}
