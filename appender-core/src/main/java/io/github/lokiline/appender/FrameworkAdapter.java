package io.github.lokiline.appender;

import io.github.lokiline.json.spi.EventEncoder;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The parts of an appender that depend on its logging framework. Immutable.
 *
 * @param records reads the events, and knows what lines hide
 * @param lines writes the lines, possibly by other means
 * @param writer name of the encoder or layout, as users know it: {@code encoder JsonEncoder}
 * @param levels returns the name of an event's level, as in its line
 * @param filters accepts the events to deliver
 * @param patterns the framework's patterns
 * @param serviceName default of the label {@code service_name}
 * @param <E> the framework's event
 */
public record FrameworkAdapter<E>(
        EventEncoder<E> records,
        LineProducer<E> lines,
        String writer,
        Function<E, String> levels,
        Predicate<E> filters,
        PatternSupport<E> patterns,
        String serviceName) {}
