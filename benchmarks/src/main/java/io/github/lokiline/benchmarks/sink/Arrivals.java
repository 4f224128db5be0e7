package io.github.lokiline.benchmarks.sink;

import io.github.lokiline.testkit.ReceivedPush;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the numbered lines have arrived, and how many more than once. Thread-safe. */
public final class Arrivals {

    private static final Pattern NUMBER = Pattern.compile("(?:event|request) (\\d+) ");

    private final BitSet arrived = new BitSet();
    private int repeated;
    private int reports;

    /** Every push is looked at, and taken. */
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

    /** The first number that is missing; at least all that were sent when none is. */
    synchronized int firstMissing() {
        return arrived.nextClearBit(0);
    }

    /** The last of the missing numbers below {@code sent}; -1 when none is. */
    synchronized int lastMissingOf(int sent) {
        return arrived.previousClearBit(sent - 1);
    }

    synchronized int distinct() {
        return arrived.cardinality();
    }

    public synchronized int repeated() {
        return repeated;
    }

    /** Lines of the appender's own, which tell of losses. */
    public synchronized int reports() {
        return reports;
    }
}
