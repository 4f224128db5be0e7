package io.github.lokiline.json;

import io.github.lokiline.json.internal.write.LineState;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happened to lines that their reader should know of. Thread-safe. */
public final class EncoderStats {
    private final LongAdder failedValues = new LongAdder();
    private final LongAdder movedFields = new LongAdder();
    private final LongAdder cutLines = new LongAdder();

    private final LongAdder failedLines = new LongAdder();

    public EncoderStats() {}

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

    /**
     * Events that could not be written at all, since the stack of their thread had come to its end.
     *
     * @return how many since start
     */
    public long failedLines() {
        return failedLines.sum();
    }

    /** Counts an event that its encoder had to give up. */
    public void failedLine() {
        failedLines.increment();
    }

    public void failedValue() {
        failedValues.increment();
    }

    /** Once for each line, so that what was taken back and written again counts once. */
    public void add(LineState line) {
        if (line.failedValues() > 0) {
            failedValues.add(line.failedValues());
        }
        if (line.movedFields() > 0) {
            movedFields.add(line.movedFields());
        }
    }

    public void truncatedLine() {
        cutLines.increment();
    }
}
