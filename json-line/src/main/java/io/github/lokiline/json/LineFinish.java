package io.github.lokiline.json;

import org.jspecify.annotations.Nullable;

/**
 * What happens to a line once its fields are written, where the properties ask for any of it. Thread-safe.
 *
 * @param processed hands it to post-processors; null for none
 * @param ascii whether what is not ASCII is escaped
 * @param indent how many spaces a level is indented; 0 for a line in one
 */
record LineFinish(@Nullable ProcessedLine processed, boolean ascii, int indent) {
    static @Nullable LineFinish of(@Nullable ProcessedLine processed, LineDress dress) {
        boolean isPlain = processed == null && !dress.ascii() && dress.indent() == 0;
        return isPlain ? null : new LineFinish(processed, dress.ascii(), dress.indent());
    }

    /** How many bytes the line will grow by. */
    int growth(int start, LineWriter out) {
        return ascii ? AsciiLine.growth(out.array(), start, out.position()) : 0;
    }

    /**
     * Finishes the line.
     *
     * @param start where the JSON begins
     * @param end what the line may not pass
     * @param out where the line ends
     */
    void apply(int start, int end, LineWriter out) {
        if (processed != null) {
            processed.process(start, end, out);
        }
        if (growth(start, out) > 0) {
            AsciiLine.escape(start, out);
        }
        if (indent > 0) {
            IndentedLine.spread(start, end, indent, out);
        }
    }
}
