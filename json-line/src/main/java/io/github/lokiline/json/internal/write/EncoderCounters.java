package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.EncoderStats;
import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link EncoderStats}. Thread-safe. */
public final class EncoderCounters implements EncoderStats {
    private final LongAdder failedValues = new LongAdder();
    private final LongAdder movedFields = new LongAdder();
    private final LongAdder truncatedLines = new LongAdder();
    private final LongAdder failedLines = new LongAdder();

    @Override
    public long failedValues() {
        return failedValues.sum();
    }

    @Override
    public long movedFields() {
        return movedFields.sum();
    }

    @Override
    public long truncatedLines() {
        return truncatedLines.sum();
    }

    @Override
    public long failedLines() {
        return failedLines.sum();
    }

    public void failedLine() {
        failedLines.increment();
    }

    public void failedValue() {
        failedValues.increment();
    }

    public void truncatedLine() {
        truncatedLines.increment();
    }

    /** Adds the counts of a finished line: a value that was rolled back and written again counts once. */
    public void add(LineState line) {
        if (line.failedValues() > 0) {
            failedValues.add(line.failedValues());
        }
        if (line.movedFields() > 0) {
            movedFields.add(line.movedFields());
        }
    }
}
