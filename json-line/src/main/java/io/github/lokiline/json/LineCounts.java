package io.github.lokiline.json;

import java.util.concurrent.atomic.LongAdder;

/** Counts what happened to lines that their reader should know of. Thread-safe. */
public final class LineCounts {
    private final LongAdder failedValues = new LongAdder();
    private final LongAdder movedFields = new LongAdder();
    private final LongAdder cutLines = new LongAdder();

    LineCounts() {}

    /**
     * Values and fields that threw; each stands in its line as {@code "<error: ...>"}.
     *
     * @return how many since start
     */
    public long failedValues() {
        return failedValues.sum();
    }

    /**
     * Extras with the name of a built-in field; each stands in its line with {@code _} added to its name.
     *
     * @return how many since start
     */
    public long movedFields() {
        return movedFields.sum();
    }

    /**
     * Lines in which something did not fit; each says {@code "truncated":true}.
     *
     * @return how many since start
     */
    public long truncatedLines() {
        return cutLines.sum();
    }

    void failedValue() {
        failedValues.increment();
    }

    void movedFields(int moved) {
        if (moved > 0) {
            movedFields.add(moved);
        }
    }

    void truncatedLine() {
        cutLines.increment();
    }
}
