package io.github.lokiline.logback.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.lokiline.logback.json.Lines;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

class OlderEventsTest {
    /** Methods of events that Logback 1.2 does not have. */
    private static final Set<String> ADDED =
            Set.of("getInstant", "getKeyValuePairs", "getMarkerList", "getNanoseconds", "getSequenceNumber", "getMdc");

    @Test
    void anEventWithoutAnInstantHasTheTimeInMilliseconds() {
        String line = line(MarkerFactory.getDetachedMarker("AUDIT"));

        assertThat(line).isEqualTo("""
            {"asctime":"2025-11-20T10:30:45.123Z","message":"paid 17","sequence":1,"uid":"u-1","tags":["AUDIT"],\
            "timestamp":"2025-11-20T10:30:45.123000Z"}\
            """);
    }

    @Test
    void anEventWithNeitherAMarkerNorMarkersHasNone() {
        assertThat(line(null)).doesNotContain("tags", "error");
    }

    private static String line(Marker marker) {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("asctime,message");
            encoder.setTimestamp("true");
            encoder.setSequence("true");
            encoder.addMarkers("all");
        });
        lines.written.add(lines.encoder.encode(wrapper(event(lines), marker)));
        return lines.line();
    }

    private static LoggingEvent event(Lines lines) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(lines.context);
        event.setLevel(Level.INFO);
        event.setMessage("paid {}");
        event.setArgumentArray(new Object[] {17});
        event.setInstant(Instant.parse("2025-11-20T10:30:45.123456Z"));
        event.setMDCPropertyMap(Map.of("uid", "u-1"));
        return event;
    }

    /** Returns an event that hands on to another and has the methods of Logback 1.2 only. */
    private static ILoggingEvent wrapper(ILoggingEvent wrapped, Marker marker) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            boolean isMissing = ADDED.contains(method.getName());
            if (isMissing || (marker == null && method.getName().equals("getMarker"))) {
                throw new AbstractMethodError(method.getName());
            }
            return method.getName().equals("getMarker") ? marker : method.invoke(wrapped, arguments);
        };
        return (ILoggingEvent) Proxy.newProxyInstance(
                OlderEventsTest.class.getClassLoader(), new Class<?>[] {ILoggingEvent.class}, handler);
    }
}
