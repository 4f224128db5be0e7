package io.github.lokiline.compatibility.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.lokiline.log4j2.JsonLineLayout;
import io.github.lokiline.log4j2.LogfmtLayout;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.json.LogfmtEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

/** Tests that Logback's and Log4j's events produce the same line. */
@Tag("promise-11")
class SameBytesTest {
    private static final Instant TIME = Instant.parse("2026-11-21T10:30:45.123456789Z");
    private static final Map<String, String> CONTEXT =
            Map.of("request_id", "r-17", "b", "\u20ac \ud83d\ude00", "password", "s3cret", "q", "\"\\\n");
    private static final Map<String, Object> ENTRIES = entries();

    private final Exception thrown = thrownHere();

    @ParameterizedTest
    @ValueSource(strings = {"python", "structlog", "tagged", "logstash", "ecs"})
    void givesTheSameJson(String preset) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(new LoggerContext());
        encoder.setPreset(preset);
        encoder.addMarkers("all");
        encoder.addArguments("all");
        encoder.start();
        JsonLineLayout layout = JsonLineLayout.newBuilder()
                .setPreset(preset)
                .setMarkers("all")
                .setArguments("all")
                .build();

        for (String level : List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR")) {
            assertThat(text(layout.toByteArray(log4j(level, parameterized(), thrown))))
                    .isEqualTo(text(encoder.encode(withArguments(logback(level, thrown)))));
            assertThat(text(layout.toByteArray(log4j(level, map(), null))))
                    .isEqualTo(text(encoder.encode(withKeyValues(logback(level, null)))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "tskv"})
    void givesTheSameLogfmt(String preset) {
        LogfmtEncoder encoder = new LogfmtEncoder();
        encoder.setContext(new LoggerContext());
        encoder.setPreset(preset);
        encoder.start();
        LogfmtLayout layout = LogfmtLayout.newBuilder().setPreset(preset).build();

        assertThat(text(layout.toByteArray(log4j("WARN", parameterized(), thrown))))
                .isEqualTo(text(encoder.encode(withArguments(logback("WARN", thrown)))));
        assertThat(text(layout.toByteArray(log4j("INFO", map(), null))))
                .isEqualTo(text(encoder.encode(withKeyValues(logback("INFO", null)))));
    }

    private static Map<String, Object> entries() {
        Map<String, Object> entries = new TreeMap<>();
        entries.put("code", 200);
        entries.put("double", 1.5);
        entries.put("list", Arrays.asList(1, null, "x"));
        entries.put("map", Collections.singletonMap(7, Map.of("token", "s3cret")));
        entries.put("nan", Float.NaN);
        entries.put("ok", true);
        return entries;
    }

    private static LoggingEvent logback(String level, Throwable thrown) {
        LoggingEvent event = new LoggingEvent();
        event.setInstant(TIME);
        event.setLevel(ch.qos.logback.classic.Level.toLevel(level));
        event.setLoggerName("com.acme.Orders");
        event.setThreadName("worker-1");
        event.setMDCPropertyMap(CONTEXT);
        event.addMarker(MarkerFactory.getDetachedMarker("AUDIT"));
        event.setLoggerContextRemoteView(new LoggerContext().getLoggerContextRemoteView());
        if (thrown != null) {
            event.setThrowableProxy(new ch.qos.logback.classic.spi.ThrowableProxy(thrown));
        }
        return event;
    }

    private static LoggingEvent withArguments(LoggingEvent event) {
        event.setMessage("order {} of {}");
        event.setArgumentArray(new Object[] {17, "ada"});
        return event;
    }

    private static LoggingEvent withKeyValues(LoggingEvent event) {
        event.setMessage("done");
        ENTRIES.forEach((key, value) -> event.addKeyValuePair(new KeyValuePair(key, value)));
        return event;
    }

    private static Message parameterized() {
        return new ParameterizedMessage("order {} of {}", 17, "ada");
    }

    private static Message map() {
        Map<String, Object> entries = new TreeMap<>(ENTRIES);
        entries.put("message", "done");
        return new Entries(entries);
    }

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds are in the next line
    private static LogEvent log4j(String level, Message message, Throwable thrown) {
        MutableInstant instant = new MutableInstant();
        instant.initFromEpochSecond(TIME.getEpochSecond(), TIME.getNano());
        SortedArrayStringMap context = new SortedArrayStringMap();
        CONTEXT.forEach(context::putValue);
        return Log4jLogEvent.newBuilder()
                .setInstant(instant)
                .setLevel(Level.valueOf(level))
                .setLoggerName("com.acme.Orders")
                .setThreadName("worker-1")
                .setContextData(context)
                .setMarker(new MarkerManager.Log4jMarker("AUDIT"))
                .setMessage(message)
                .setThrown(thrown)
                .build();
    }

    private static Exception thrownHere() {
        Exception thrown = new IllegalStateException("top", new IllegalArgumentException("cause"));
        thrown.addSuppressed(new RuntimeException("closing"));
        return thrown;
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    /** A map message without arguments: Log4j presents the values of a map message as its arguments. */
    private static final class Entries extends MapMessage<Entries, Object> {
        private static final long serialVersionUID = 1L;

        Entries(Map<String, Object> entries) {
            super(entries);
        }
    }
}
