package io.github.lokiline.benchmarks.sink;

import io.github.lokiline.testkit.ReceivedPush;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the numbered lines that have arrived, and the duplicates. Thread-safe. */
public final class Arrivals {

    private static final Pattern NUMBER = Pattern.compile("(?:event|request) (\\d+) ");

    private final BitSet arrived = new BitSet();
    private int repeated;
    private int reports;

    /** Inspects and accepts a push. */
    public synchronized boolean take(ReceivedPush push) {
        push.lines().forEach(this::take);
        return true;
    }

    synchronized void take(String line) {
        Matcher number = NUMBER.matcher(line);
        if (!number.find()) {
            reports++;
        } else if (arrived.get(Integer.parseInt(number.group(1)))) {
            repeated++;
        } else {
            arrived.set(Integer.parseInt(number.group(1)));
        }
    }

    public synchronized int missingOf(int sent) {
        return sent - arrived.get(0, sent).cardinality();
    }

    /** Returns the first missing number; at least the number of sent lines if none is missing. */
    synchronized int firstMissing() {
        return arrived.nextClearBit(0);
    }

    /** Returns the last missing number below {@code sent}; -1 if there is none. */
    synchronized int lastMissingOf(int sent) {
        return arrived.previousClearBit(sent - 1);
    }

    synchronized int distinct() {
        return arrived.cardinality();
    }

    public synchronized int repeated() {
        return repeated;
    }

    /** Returns the appender's own lines, which report losses. */
    public synchronized int reports() {
        return reports;
    }
}
