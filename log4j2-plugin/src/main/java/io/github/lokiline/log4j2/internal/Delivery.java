package io.github.lokiline.log4j2.internal;

import io.github.lokiline.appender.Assembled;
import io.github.lokiline.appender.RawProperties;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.logging.log4j.core.LogEvent;

/**
 * What an enabled appender starts from. Immutable, but for what is assembled, which the thread that starts it owns.
 *
 * @param assembled what can be opened
 * @param place url, labels and tenant as they were written: who shares them stores an event twice
 * @param locating whether a label tells where an event was logged
 */
public record Delivery(Assembled<LogEvent> assembled, List<String> place, boolean locating) {
    static Delivery of(Assembled<LogEvent> assembled, RawProperties raw, boolean locating) {
        List<String> place = Stream.of("url", "labels", "tenantId")
                .map(name -> Objects.requireNonNullElse(raw.get(name), "").strip())
                .toList();
        return new Delivery(assembled, place, locating);
    }
}
