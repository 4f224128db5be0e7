package io.github.lokiline.benchmarks.contender;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Creates typical events: four MDC keys, three key-values, a line of about 350 bytes. Thread-safe.
 *
 * <p>Four in a row share one MDC map, like the events of one request, so that an encoder that caches the last map has
 * the same benefit as in a service.
 */
public final class LogbackEvents {

    private static final int EVENTS_OF_A_REQUEST = 4;
    private static final int REQUESTS = 256;
    private static final String COMPLETED = "request {} completed for customer {}";
    private static final String PREPARED = "{\"asctime\":\"2026-11-21T10:30:45.123Z\",\"levelname\":\"INFO\","
            + "\"name\":\"com.example.shop.orders.OrderController\",\"threadName\":\"http-nio-8080-exec-7\","
            + "\"message\":\"request ";
    private static final String THREAD = "http-nio-8080-exec-7";
    private static final String FQCN = LogbackEvents.class.getName();

    private final Logger logger;
    private final List<Map<String, String>> requests =
            IntStream.range(0, REQUESTS).mapToObj(LogbackEvents::mdc).toList();
    private final String[] ends =
            IntStream.range(0, REQUESTS).mapToObj(LogbackEvents::end).toArray(String[]::new);

    public LogbackEvents(LoggerContext context) {
        this.logger = context.getLogger("com.example.shop.orders.OrderController");
    }

    /** Creates one event with the current time, as a logger does. */
    public ILoggingEvent typical(int number) {
        return event(number, COMPLETED, null);
    }

    /** Creates one event as {@link #typical(int)} does, with another context, of another thread. */
    public ILoggingEvent typical(int number, Map<String, String> context, String thread) {
        return event(number, COMPLETED, null, context, thread);
    }

    /** Creates an event whose message is already the line: JSON of about 350 bytes that differs per request. */
    public ILoggingEvent prepared(int number) {
        return saying(PREPARED + number + ends[number / EVENTS_OF_A_REQUEST & REQUESTS - 1]);
    }

    /** Creates an event that has only a message. */
    public ILoggingEvent saying(String message) {
        LoggingEvent event = new LoggingEvent(FQCN, logger, Level.INFO, message, null, null);
        event.setThreadName(THREAD);
        event.setMDCPropertyMap(Map.of());
        return event;
    }

    /** Creates an event with a message in Cyrillic and Chinese, and emoji. */
    public ILoggingEvent foreign(int number) {
        return event(number, "заказ {} выполнен для клиента {} \ud83c\udf89 订单已完成", null);
    }

    /** Creates an event with an exception. */
    public ILoggingEvent failed(int number, Throwable failure) {
        return event(number, COMPLETED, failure);
    }

    private ILoggingEvent event(int number, String message, @Nullable Throwable failure) {
        return event(number, message, failure, requests.get(number / EVENTS_OF_A_REQUEST & REQUESTS - 1), THREAD);
    }

    private ILoggingEvent event(
            int number, String message, @Nullable Throwable failure, Map<String, String> context, String thread) {
        LoggingEvent event = new LoggingEvent(
                FQCN, logger, failure == null ? Level.INFO : Level.ERROR, message, failure, new Object[] {number, "ada"
                });
        event.setThreadName(thread);
        event.setMDCPropertyMap(context);
        event.addKeyValuePair(new KeyValuePair("path", "/orders/4711"));
        event.addKeyValuePair(new KeyValuePair("status_code", 200));
        event.addKeyValuePair(new KeyValuePair("duration_ms", 12.5));
        return event;
    }

    /** Creates the kind of map that Logback's MDC returns. */
    public static Map<String, String> mdc(int number) {
        Map<String, String> mdc = new HashMap<>();
        mdc.put("request_id", "7f3c2a90-%06d".formatted(number));
        mdc.put("user_id", "user-1042");
        mdc.put("tenant", "shop-north");
        mdc.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        return Collections.unmodifiableMap(mdc);
    }

    private static String end(int number) {
        Random random = new Random(number);
        return (" completed for customer ada\",\"request_id\":\"7f3c2a90-%06d\",\"tenant\":\"shop-north\","
                        + "\"trace_id\":\"%016x%016x\",\"user_id\":\"user-1042\",\"path\":\"/orders/4711\","
                        + "\"status_code\":200,\"duration_ms\":12.5}")
                .formatted(number, random.nextLong(), random.nextLong());
    }

    /**
     * Creates the error of an endless recursion, with as many frames as the JVM keeps, {@code MaxJavaStackTraceDepth}.
     */
    public static Throwable overflow() {
        try {
            throw new AssertionError(depth(0));
        } catch (StackOverflowError e) {
            return e;
        }
    }

    @SuppressWarnings("InfiniteRecursion") // intended
    private static int depth(int reached) {
        return 1 + depth(reached + 1);
    }

    /** Creates an exception with its cause, about thirty frames in total. */
    public static Throwable failure() {
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
