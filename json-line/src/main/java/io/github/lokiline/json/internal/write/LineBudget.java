package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.internal.config.SizeLimits;
import io.github.lokiline.json.internal.field.EncodedField;

/**
 * The limits of the parts of one line, in bytes. Immutable.
 *
 * @param messageBytes the message
 * @param stackBytes the stack trace
 * @param detailBytes a detail behind the additional fields
 * @param extrasEndBytes from the line's start to the end of the additional fields
 * @param lineBytes from the line's start to its end
 */
public record LineBudget(int messageBytes, int stackBytes, int detailBytes, int extrasEndBytes, int lineBytes) {
    /** Returns the limits of the first attempt, which hold back only parts that can never fit. */
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
