package io.github.lokiline.logback.json.internal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * Reads the properties that later versions of Logback added to events: an event class of a library that was compiled for
 * an earlier one, such as a wrapper of Logback 1.2, does not have them. Stateless.
 */
final class OlderEvents {
    private OlderEvents() {}

    /** Returns the time of the event, in milliseconds where the event has no more digits. */
    static Instant instant(ILoggingEvent event) {
        Instant instant = instantOrNull(event);
        return instant == null ? Instant.ofEpochMilli(event.getTimeStamp()) : instant;
    }

    private static @Nullable Instant instantOrNull(ILoggingEvent event) {
        try {
            return event.getInstant();
        } catch (AbstractMethodError older) {
            return null;
        }
    }

    static List<KeyValuePair> keyValues(ILoggingEvent event) {
        try {
            List<KeyValuePair> pairs = event.getKeyValuePairs();
            return pairs == null ? List.of() : pairs;
        } catch (AbstractMethodError older) {
            return List.of();
        }
    }

    /** Returns the markers, of which an event of Logback 1.2 has one at most. */
    static List<Marker> markers(ILoggingEvent event) {
        try {
            List<Marker> markers = event.getMarkerList();
            return markers == null ? List.of() : markers;
        } catch (AbstractMethodError older) {
            Marker marker = markerOrNull(event);
            return marker == null ? List.of() : List.of(marker);
        }
    }

    @SuppressWarnings("deprecation") // the only one that those events have
    private static @Nullable Marker markerOrNull(ILoggingEvent event) {
        try {
            return event.getMarker();
        } catch (AbstractMethodError none) {
            return null;
        }
    }
}
