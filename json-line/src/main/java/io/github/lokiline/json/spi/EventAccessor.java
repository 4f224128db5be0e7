package io.github.lokiline.json.spi;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows a framework's event as a record, without an object per event. Implementations are stateless and thread-safe.
 *
 * <p>The methods are called on the thread that encodes, in no fixed order and maybe repeatedly. What one of them throws
 * costs the fields that need it, not the line.
 *
 * @param <E> the framework's event
 */
public interface EventAccessor<E> {
    /**
     * When it happened.
     *
     * @param event the event
     * @return whole seconds since 1970-01-01T00:00:00Z
     */
    long epochSecond(E event);

    /**
     * The part of {@link #epochSecond} that is less than a second.
     *
     * @param event the event
     * @return nanoseconds, 0 to 999,999,999
     */
    int nano(E event);

    /**
     * How grave it is.
     *
     * @param event the event
     * @return the level
     */
    LogLevel level(E event);

    /**
     * Who logged it.
     *
     * @param event the event
     * @return the logger's name
     */
    @Nullable
    String loggerName(E event);

    /**
     * The message with its arguments filled in.
     *
     * @param event the event
     * @return the message
     */
    @Nullable
    String message(E event);

    /**
     * The message as {@link #message(Object)} gives it, for frameworks that hold it as something else: filled into the room
     * given, it costs no string.
     *
     * @param event the event
     * @param room empty, and the caller's own
     * @return the message, maybe the room
     */
    default @Nullable CharSequence message(E event, StringBuilder room) {
        return message(event);
    }

    /**
     * The message as written in the program.
     *
     * @param event the event
     * @return the message before its arguments are filled in
     */
    @Nullable
    String template(E event);

    /**
     * The arguments of the message.
     *
     * @param event the event
     * @return the arguments; null when there are none
     */
    @Nullable
    Object @Nullable [] arguments(E event);

    /**
     * The thread that logged it.
     *
     * @param event the event
     * @return the thread's name
     */
    @Nullable
    String threadName(E event);

    /**
     * Hands every entry of the diagnostic context (MDC) to the sink, in any order.
     *
     * @param event the event
     * @param sink takes key and value
     */
    void context(E event, BiConsumer<String, @Nullable String> sink);

    /**
     * One value of the diagnostic context.
     *
     * @param event the event
     * @param key the key
     * @return the value; null when there is none
     */
    @Nullable
    String contextValue(E event, String key);

    /**
     * An object that stands for the diagnostic context as it is now: the same object means the same entries, for ever.
     * With it the encoded context is reused from event to event.
     *
     * @param event the event
     * @return the object, compared by identity; null when the context may change behind it
     */
    @Nullable
    Object contextIdentity(E event);

    /**
     * How many key-values the call carried.
     *
     * @param event the event
     * @return the number, 0 or more
     */
    int keyValues(E event);

    /**
     * The key of a key-value, in the order of the call.
     *
     * @param event the event
     * @param index 0 to {@link #keyValues} - 1
     * @return the key
     */
    @Nullable
    String key(E event, int index);

    /**
     * The value of a key-value, in the order of the call.
     *
     * @param event the event
     * @param index 0 to {@link #keyValues} - 1
     * @return the value, with its type
     */
    @Nullable
    Object value(E event, int index);

    /**
     * The exception that was logged.
     *
     * @param event the event
     * @return the exception; null when there is none
     */
    @Nullable
    Throwable thrown(E event);

    /**
     * Where it was logged. Dear: asked only when the format names a field that needs it.
     *
     * @param event the event
     * @return the caller's frame; null when unknown
     */
    @Nullable
    StackTraceElement caller(E event);

    /**
     * When logging started.
     *
     * @param event the event
     * @return milliseconds since 1970-01-01T00:00:00Z
     */
    long startMillis(E event);

    /**
     * What the framework calls this application.
     *
     * @param event the event
     * @return the name; null when it has none
     */
    @Nullable
    String applicationName(E event);

    /**
     * Hands every property of the logging context, the same for all events of an application, to the sink.
     *
     * @param event the event
     * @param sink takes key and value
     */
    void applicationProperties(E event, BiConsumer<String, @Nullable String> sink);

    /**
     * Hands the name of every marker, those inside others too, to the sink; a name may come twice.
     *
     * @param event the event
     * @param sink takes names
     */
    void markers(E event, Consumer<String> sink);

    /**
     * Hands every field that an argument or a marker carries to the sink, as the structured arguments of some libraries
     * do. Such fields are always written: whoever attached them wants them in the line. Called for each event, so that
     * it should cost nothing where nothing is attached.
     *
     * @param event the event
     * @param sink takes key and value
     */
    default void attached(E event, BiConsumer<String, @Nullable Object> sink) {}

    /**
     * Whether {@link #attached} hands out the fields of this argument, so that it is no plain argument.
     *
     * @param argument one of {@link #arguments}
     * @return whether it is written as fields of its own
     */
    default boolean isAttached(@Nullable Object argument) {
        return false;
    }
}
