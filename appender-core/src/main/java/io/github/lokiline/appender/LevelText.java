package io.github.lokiline.appender;

/**
 * Names an event's level as its line does. Implementations are thread-safe.
 *
 * @param <E> the framework's event
 */
@FunctionalInterface
public interface LevelText<E> {
    /**
     * The level of an event.
     *
     * @param event the event
     * @return its name
     */
    String of(E event);
}
