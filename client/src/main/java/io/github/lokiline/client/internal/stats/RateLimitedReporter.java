package io.github.lokiline.client.internal.stats;

import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.internal.engine.Clock;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reports events to the listener at a limited rate: the first of a kind at once, then at most one a minute, with the total. Thread-safe.
 */
public final class RateLimitedReporter {
    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private volatile DeliveryListener listener;
    private final Clock time;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
    private final Queue<Later> later = new ConcurrentLinkedQueue<>();
    private final LongAdder listenerFailures = new LongAdder();

    public RateLimitedReporter(DeliveryListener listener, Clock time) {
        this.listener = listener;
        this.time = time;
    }

    /** Reports to {@code newListener} from now on. */
    public void listener(DeliveryListener newListener) {
        listener = newListener;
    }

    /** Reports a warning of a kind, at a limited rate; the message may differ each time. */
    public void warn(String kind, String message) {
        long total = kinds.computeIfAbsent(kind, key -> new Kind()).count(time.nanos());
        if (total > 0) {
            report(false, total == 1 ? message : message + " (" + total + " times so far)");
        }
    }

    /** Reports a warning whatever was reported before: it is the last one. */
    public void warnLast(String message) {
        report(false, message);
    }

    /** Returns whether a warning of this kind would be reported now. */
    public boolean isDue(String kind) {
        Kind known = kinds.get(kind);
        return known == null || known.isDue(time.nanos());
    }

    /** Leaves a warning to the delivery thread: the current thread must not wait for a listener. */
    public void warnLater(String kind, String message) {
        later.add(new Later(kind, message));
    }

    /** Leaves a warning to the delivery thread; further ones of its kind are ignored. */
    public void warnOnceLater(String kind, String message) {
        if (kinds.putIfAbsent(kind, new Kind()) == null) {
            warnLater(kind, message);
        }
    }

    /** Returns whether a warning waits for the delivery thread. */
    public boolean hasDeferred() {
        return !later.isEmpty();
    }

    /** On the delivery thread: reports the warnings that were left to it. */
    public void flushDeferred() {
        for (Later next = later.poll(); next != null; next = later.poll()) {
            warn(next.kind(), next.message());
        }
    }

    public void info(String kind, String message) {
        if (kinds.computeIfAbsent(kind, key -> new Kind()).count(time.nanos()) > 0) {
            report(true, message);
        }
    }

    private record Later(String kind, String message) {}

    private void report(boolean good, String message) {
        try {
            if (good) {
                listener.info(message);
            } else {
                listener.warn(message);
            }
        } catch (Throwable e) {
            // The listener is the only place to report to, and it has just failed; delivery must not fail with it.
            listenerFailures.increment();
        }
    }

    private static final class Kind {
        private long total;
        private long lastNanos;

        /** The total so far when it is time to say so, else 0. */
        synchronized long count(long now) {
            boolean due = isDue(now);
            total++;
            if (!due) {
                return 0;
            }
            lastNanos = now;
            return total;
        }

        synchronized boolean isDue(long now) {
            return total == 0 || now - lastNanos >= INTERVAL_NANOS;
        }
    }
}
