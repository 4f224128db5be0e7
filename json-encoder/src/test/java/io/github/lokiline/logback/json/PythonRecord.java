package io.github.lokiline.logback.json;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;

/**
 * One record of the comparison with python-json-logger.
 *
 * @param name what the record shows
 * @param properties those of the encoder
 * @param event what is logged
 * @param python the line of python-json-logger, or what it does in place of a line; traces are {@code <trace>}
 * @param lokiline the line of this encoder where it differs on purpose; null where there is no counterpart
 * @param because words of the page that explain the difference; null for none
 */
record PythonRecord(
        String name, Map<String, String> properties, JsonNode event, String python, String lokiline, String because) {
    private static final Instant CREATED = Instant.parse("2024-05-06T12:53:20.123456Z");

    /** An enum, as the record in Python has. */
    enum State {
        OPEN,
        CLOSED
    }

    /** An object, as the dataclass in Python is. */
    record Point(int x, int y) {}

    static PythonRecord of(JsonNode node) {
        Map<String, String> properties = new LinkedHashMap<>();
        node.get("properties").properties().forEach(entry -> properties.put(entry.getKey(), text(entry.getValue())));
        return new PythonRecord(
                text(node.get("name")),
                properties,
                node.get("event"),
                text(node.get("python")),
                text(node.get("lokiline")),
                text(node.get("because")));
    }

    /** Returns whether the record can be logged in Java, or by Logback. */
    boolean hasCounterpart() {
        return because == null || lokiline != null;
    }

    LoggingEvent logged() {
        LoggingEvent logged = new LoggingEvent();
        logged.setLoggerContextRemoteView(new LoggerContextVO("default", Map.of(), 1_715_000_000_000L));
        logged.setLoggerName("com.acme.Svc");
        logged.setThreadName("main");
        logged.setLevel(
                Level.toLevel(event.has("level") ? text(event.get("level")).replace("WARNING", "WARN") : "INFO"));
        logged.setMessage(text(event.get("message")));
        logged.setInstant(
                event.has("created")
                        ? Instant.ofEpochSecond(event.get("created").asLong())
                        : CREATED);
        logged.setMDCPropertyMap(Map.of());
        logged.setCallerData(new StackTraceElement[] {new StackTraceElement("com.acme.Svc", "handle", "Svc.java", 42)});
        if (event.has("args")) {
            logged.setArgumentArray(list(event.get("args")).toArray());
        }
        if (event.has("extra")) {
            event.get("extra")
                    .properties()
                    .forEach(
                            entry -> logged.addKeyValuePair(new KeyValuePair(entry.getKey(), value(entry.getValue()))));
        }
        if (event.has("thrown")) {
            logged.setThrowableProxy(new ThrowableProxy(new IllegalStateException(text(event.get("thrown")))));
        }
        return logged;
    }

    private static Object value(JsonNode node) {
        if (node.has("@")) {
            return typed(text(node.get("@")), text(node.get("text")));
        }
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            return list(node);
        }
        return node.isNumber() ? node.numberValue() : node.isBoolean() ? node.asBoolean() : text(node);
    }

    private static List<Object> list(JsonNode node) {
        List<Object> items = new ArrayList<>();
        node.forEach(item -> items.add(value(item)));
        return items;
    }

    private static Object typed(String type, String text) {
        return switch (type) {
            case "Date" -> LocalDate.parse(text);
            case "Time" -> LocalTime.parse(text);
            case "DateTime" -> OffsetDateTime.parse(text);
            case "Decimal" -> new BigDecimal(text);
            case "UUID" -> UUID.fromString(text);
            case "Enum" -> State.valueOf(text);
            case "EnumClass" -> State.class;
            case "Path" -> Path.of(text);
            case "Bytes" -> HexFormat.of().parseHex(text);
            case "Double" -> Double.valueOf(text.replace("nan", "NaN").replace("inf", "Infinity"));
            case "BigInteger" -> new BigInteger(text);
            case "Set" -> Set.of(Integer.valueOf(text));
            case "Duration" ->
                Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact());
            case "Exception" -> new IllegalStateException(text);
            case "Record" -> point(text.indexOf(','), text);
            case "IntKeys" -> alike();
            case "Tuple" -> Arrays.asList(text.split(",", -1));
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Point point(int comma, String text) {
        return new Point(Integer.parseInt(text.substring(0, comma)), Integer.parseInt(text.substring(comma + 1)));
    }

    private static Map<Object, Object> alike() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1, "a");
        map.put("1", "b");
        return map;
    }

    private static String text(JsonNode node) {
        return node == null || node.isNull() ? null : node.asString();
    }

    @Override
    public String toString() {
        return name;
    }
}
