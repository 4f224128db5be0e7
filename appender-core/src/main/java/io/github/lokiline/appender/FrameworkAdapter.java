package io.github.lokiline.appender;

import io.github.lokiline.json.spi.JsonEventEncoder;
import java.util.function.Predicate;

/**
 * What a framework's appender brings to the path of its events. Immutable.
 *
 * @param records shows the events, and knows what lines hide
 * @param lines writes the lines, maybe by other means
 * @param writer what writes the lines, as users know it: {@code encoder JsonEncoder}
 * @param levels a level's name, as the lines have it
 * @param filters whether an event is to be delivered at all
 * @param patterns the framework's patterns
 * @param serviceName the label {@code service_name} of those who name no labels
 * @param <E> the framework's event
 */
public record FrameworkAdapter<E>(
        JsonEventEncoder<E> records,
        LineProducer<E> lines,
        String writer,
        LevelText<E> levels,
        Predicate<E> filters,
        PatternSupport<E> patterns,
        String serviceName) {}
