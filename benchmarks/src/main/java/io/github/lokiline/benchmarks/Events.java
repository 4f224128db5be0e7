package io.github.lokiline.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Makes typical events: four MDC keys, three key-values, a line of about 350 bytes. Thread-safe.
 *
 * <p>Each event is a fresh one with its own time, and four in a row share one MDC map, as the events of one request do:
 * an encoder that remembers the map it saw last gains what it would gain in a service.
 */
final class Events {

    private static final int EVENTS_OF_A_REQUEST = 4;
    private static final String FQCN = Events.class.getName();

    private final LoggerContext context;

    Events(LoggerContext context) {
        this.context = context;
    }

    ILoggingEvent[] typical(int count) {
        return make(count, null);
    }

    /** The same, each with an exception and its cause, some thirty frames together. */
    ILoggingEvent[] failed(int count) {
        return make(count, failure());
    }

    private ILoggingEvent[] make(int count, @Nullable Throwable failure) {
        ILoggingEvent[] events = new ILoggingEvent[count];
        Instant start = Instant.now();
        Map<String, String> mdc = Map.of();
        for (int i = 0; i < count; i++) {
            if (i % EVENTS_OF_A_REQUEST == 0) {
                mdc = mdc(i);
            }
            events[i] = event(i, mdc, start.plusNanos(1_000L * i), failure);
        }
        return events;
    }

    private LoggingEvent event(int number, Map<String, String> mdc, Instant time, @Nullable Throwable failure) {
        LoggingEvent event = new LoggingEvent(
                FQCN,
                context.getLogger("com.example.shop.orders.OrderController"),
                failure == null ? Level.INFO : Level.ERROR,
                "request {} completed for customer {}",
                failure,
                new Object[] {number, "ada"});
        event.setInstant(time);
        event.setThreadName("http-nio-8080-exec-7");
        event.setMDCPropertyMap(mdc);
        event.addKeyValuePair(new KeyValuePair("path", "/orders/4711"));
        event.addKeyValuePair(new KeyValuePair("status_code", 200));
        event.addKeyValuePair(new KeyValuePair("duration_ms", 12.5));
        return event;
    }

    private static Map<String, String> mdc(int number) {
        return Map.of(
                "request_id", "7f3c2a90-%06d".formatted(number),
                "user_id", "user-1042",
                "tenant", "shop-north",
                "trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
    }

    private static Throwable failure() {
        try {
            return nested(15);
        } catch (IllegalStateException e) {
            return e;
        }
    }

    private static Throwable nested(int depth) {
        if (depth > 0) {
            return nested(depth - 1);
        }
        try {
            return new IllegalArgumentException("quantity is " + Integer.parseInt("none"));
        } catch (NumberFormatException e) {
            throw new IllegalStateException("the order could not be taken", e);
        }
    }
}
