package io.github.lokiline.client.internal.stats;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.engine.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reports to Loki the entries that were lost for lack of room or time, once it responds again: the lines of that hour then
 * show that some are missing. Owned by the delivery thread.
 *
 * <pre>
 * {"message":"log events were lost before Loki had them","levelname":"WARNING","name":"lokiline","lost_events":12,
 *  "lost":{"queue_full":12},"lost_from":"2026-11-21T10:30:45.123Z","lost_until":"2026-11-21T10:31:02.456Z"}
 * </pre>
 */
public final class LossReporter {
    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Set<DropReason> TOLD = EnumSet.of(
            DropReason.QUEUE_FULL,
            DropReason.TOO_OLD,
            DropReason.SPOOL_FULL,
            DropReason.SPOOL_EXPIRED,
            DropReason.SPOOL_DAMAGED,
            DropReason.INTERNAL_ERROR);

    private final LedgerCounters counters;
    private final Clock clock;
    private final Map<DropReason, Long> told = new EnumMap<>(DropReason.class);
    private long lastTotal;
    private long fromMillis;
    private long untilMillis;
    private long cleanMillis;
    private boolean everTold;
    private long toldNanos;

    /** Creates a reporter; nothing is lost before this. */
    public LossReporter(LedgerCounters counters, Clock clock) {
        this.counters = counters;
        this.clock = clock;
        this.cleanMillis = clock.epochMillis();
    }

    /**
     * Looks at the counts; to be called at every turn.
     *
     * @return a line to send when the losses are over, for now; null for nothing
     */
    public @Nullable String check(boolean lokiAnswers) {
        long now = clock.epochMillis();
        long total = total();
        boolean isLosing = total > lastTotal;
        if (isLosing) {
            fromMillis = fromMillis == 0 ? cleanMillis : fromMillis;
            untilMillis = now;
            lastTotal = total;
        }
        cleanMillis = now;
        boolean isDue = fromMillis > 0 && !isLosing && lokiAnswers && mayTell();
        return isDue ? line() : null;
    }

    private boolean mayTell() {
        return !everTold || clock.nanos() - toldNanos >= INTERVAL_NANOS;
    }

    private String line() {
        StringBuilder lost = new StringBuilder();
        long events = 0;
        for (DropReason reason : TOLD) {
            long all = counters.dropped(reason);
            long fresh = all - told.getOrDefault(reason, 0L);
            told.put(reason, all);
            if (fresh > 0) {
                String comma = lost.length() == 0 ? "" : ",";
                lost.append(comma)
                        .append('"')
                        .append(reason.word())
                        .append("\":")
                        .append(fresh);
            }
            events += fresh;
        }
        String line = """
                {"message":"log events were lost before Loki had them","levelname":"WARNING","name":"lokiline",\
                "lost_events":%d,"lost":{%s},"lost_from":"%s","lost_until":"%s"}""".formatted(events, lost, Instant.ofEpochMilli(fromMillis), Instant.ofEpochMilli(untilMillis));
        fromMillis = 0;
        everTold = true;
        toldNanos = clock.nanos();
        return line;
    }

    private long total() {
        return TOLD.stream().mapToLong(counters::dropped).sum();
    }
}
