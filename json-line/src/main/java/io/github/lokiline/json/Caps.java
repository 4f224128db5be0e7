package io.github.lokiline.json;

/**
 * How far the parts of one line may go, in bytes. Immutable.
 *
 * @param messageBytes the message
 * @param stackBytes the trace
 * @param detailBytes a detail behind the extras
 * @param extrasEndBytes from the line's start to the end of the extras
 * @param lineBytes from the line's start to its end
 */
record Caps(int messageBytes, int stackBytes, int detailBytes, int extrasEndBytes, int lineBytes) {
    /** For the first try: only what can never fit in a line is held back. */
    static Caps roomy(LineLimits limits) {
        int line = limits.lineBytes();
        return new Caps(line, limits.stackBytes(), limits.valueBytes(), 2 * line, 3 * line);
    }

    int of(Field.Kind kind, int valueBytes) {
        return switch (kind) {
            case MESSAGE -> messageBytes;
            case STACK -> stackBytes;
            case VALUE, SHORT -> valueBytes;
            case DETAIL -> detailBytes;
        };
    }
}
