package io.github.lokiline.benchmarks.contender;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.core.util.Clock;
import org.apache.logging.log4j.core.util.ClockFactory;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.jspecify.annotations.Nullable;

/** Creates typical Log4j events: four entries in the context, a line of about 340 bytes in ECS. Thread-safe. */
public final class Log4jEvents {
    private static final Clock CLOCK = ClockFactory.getClock();

    private Log4jEvents() {}

    /** Creates an immutable event whose message is a text. */
    public static LogEvent fixed(int number, @Nullable Throwable failure) {
        return event(number, new SimpleMessage("request " + number + " completed for customer ada"), failure);
    }

    /** Creates an event as Log4j does by default: it and its message are reused for the next call. */
    public static LogEvent reused(int number) {
        Message message =
                new ReusableMessageFactory().newMessage("request {} completed for customer {}", number, "ada");
        MutableLogEvent event = new MutableLogEvent();
        event.initFrom(event(number, message, null));
        return event;
    }

    private static LogEvent event(int number, Message message, @Nullable Throwable failure) {
        return Log4jLogEvent.newBuilder()
                .setTimeMillis(CLOCK.currentTimeMillis())
                .setLevel(failure == null ? Level.INFO : Level.ERROR)
                .setLoggerName("com.example.shop.orders.OrderController")
                .setThreadName("http-nio-8080-exec-7")
                .setMessage(message)
                .setContextData(context(number))
                .setThrown(failure)
                .build();
    }

    private static StringMap context(int number) {
        StringMap context = new SortedArrayStringMap();
        context.putValue("request_id", "7f3c2a90-%06d".formatted(number));
        context.putValue("tenant", "shop-north");
        context.putValue("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        context.putValue("user_id", "user-1042");
        return context;
    }

    /** Creates an exception with a cause, thirty frames in total. */
    public static Throwable failure() {
        try {
            return nested(12);
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
