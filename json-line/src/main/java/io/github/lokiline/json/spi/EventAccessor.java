package io.github.lokiline.json.spi;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of a framework's event without an object per event. Implementations are stateless and
 * thread-safe.
 *
 * <p>The methods are called on the thread that encodes, in no fixed order and possibly more than once. An exception
 * costs the fields that need the property, not the line.
 */
public interface EventAccessor<E> {
    /** Returns the whole seconds of the event's time since 1970-01-01T00:00:00Z. */
    long epochSecond(E event);

    /** Returns the rest of {@link #epochSecond}: 0 to 999,999,999 nanoseconds. */
    int nano(E event);

    LogLevel level(E event);

    @Nullable
    String loggerName(E event);

    /**
     * Returns the message with its arguments filled in; a framework that can write it without a string writes it to the
     * room.
     *
     * @param room empty, and owned by the caller
     * @return the message; may be {@code room}
     */
    @Nullable
    CharSequence message(E event, StringBuilder room);

    /** Returns the message as written in the program, before its arguments are filled in. */
    @Nullable
    String template(E event);

    /** Returns the arguments of the message; null when there are none. */
    @Nullable
    Object @Nullable [] arguments(E event);

    @Nullable
    String threadName(E event);

    /** Passes every entry of the diagnostic context (MDC) to the sink, in any order. */
    void context(E event, BiConsumer<String, @Nullable String> sink);

    /** Returns one value of the diagnostic context; null when there is none. */
    @Nullable
    String contextValue(E event, String key);

    /**
     * Returns an object that identifies the content of the diagnostic context: the same object always means the same
     * entries, so that the encoded context can be reused from event to event.
     *
     * @return the object, compared by identity; null when the context may change
     */
    @Nullable
    Object contextIdentity(E event);

    /** Returns the number of key-values. */
    int keyValues(E event);

    /** Returns the key at an index from 0 to {@link #keyValues} - 1, in the order of the call. */
    @Nullable
    String key(E event, int index);

    /** Returns the value at an index from 0 to {@link #keyValues} - 1, with its type. */
    @Nullable
    Object value(E event, int index);

    /** Returns the logged exception; null when there is none. */
    @Nullable
    Throwable thrown(E event);

    /** Returns the caller's stack frame; null when unknown. Expensive; called only if a configured field needs it. */
    @Nullable
    StackTraceElement caller(E event);

    /** Returns the time at which logging started, in milliseconds since 1970-01-01T00:00:00Z. */
    long startMillis(E event);

    /** Returns the framework's name for this application; null when it has none. */
    @Nullable
    String applicationName(E event);

    /** Passes every property of the logging context, which is the same for all events, to the sink. */
    void applicationProperties(E event, BiConsumer<String, @Nullable String> sink);

    /** Passes the name of every marker, including nested ones, to the sink; a name may be passed twice. */
    void markers(E event, Consumer<String> sink);

    /**
     * Passes every field that an argument or a marker carries to the sink, as the structured arguments of some
     * libraries do. Such fields are always written. Called for each event: it must cost nothing where there are none.
     *
     * @param sink receives key and value
     */
    default void attached(E event, BiConsumer<String, @Nullable Object> sink) {}

    /** Returns whether {@link #attached} passes the fields of this argument, so that it is no plain argument. */
    default boolean isAttached(@Nullable Object argument) {
        return false;
    }

    /**
     * Returns the fields of an object that {@link #attached} would pass if it were an argument; here it is the value of
     * a field or within one.
     *
     * @param value any object but those of the JDK
     * @return a map, or a supplier that throws where the fields cannot be read; null if it carries none
     */
    default @Nullable Object carried(Object value) {
        return null;
    }
}
