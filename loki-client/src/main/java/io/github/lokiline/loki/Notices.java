package io.github.lokiline.loki;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells the listener what happens, but not each time: the first of a kind at once, then at most one a minute, with the
 * total. Thread-safe.
 */
final class Notices {

    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ClientListener listener;
    private final Time time;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    Notices(ClientListener listener, Time time) {
        this.listener = listener;
        this.time = time;
    }

    /** A rationed warning; {@code message} is the same thing each time, in other words perhaps. */
    void warn(String kind, String message) {
        long total = kinds.computeIfAbsent(kind, key -> new Kind()).count(time.nanos());
        if (total > 0) {
            tell(false, total == 1 ? message : message + " (" + total + " times so far)");
        }
    }

    void info(String message) {
        tell(true, message);
    }

    private void tell(boolean good, String message) {
        try {
            if (good) {
                listener.info(message);
            } else {
                listener.warn(message);
            }
        } catch (RuntimeException e) {
            // The listener is the only place to report to, and it has just failed: one kind of event is counted less.
            kinds.computeIfAbsent("listener", key -> new Kind()).count(time.nanos());
        }
    }

    private static final class Kind {
        private long total;
        private long lastNanos;

        /** The total so far when it is time to say so, else 0. */
        synchronized long count(long now) {
            total++;
            if (total > 1 && now - lastNanos < INTERVAL_NANOS) {
                return 0;
            }
            lastNanos = now;
            return total;
        }
    }
}
