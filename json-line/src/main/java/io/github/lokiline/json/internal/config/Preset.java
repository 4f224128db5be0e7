package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.field.BuiltInFields;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a line looks like where no other property says otherwise. Immutable.
 *
 * @param format attributes and constants in front of the extras, in order, separated by commas
 * @param tail attributes behind the extras, in lines that have something to say there
 * @param shown names shown of attributes, where they are not the attributes' own
 * @param constants values of fields that are the same for everybody, by name
 * @param extrasField the object that holds the extras; null when they stand among the other fields
 * @param properties what stands for other properties that are not set
 */
public record Preset(
        String format,
        List<String> tail,
        Map<String, String> shown,
        Map<String, String> constants,
        @Nullable String extrasField,
        Map<String, String> properties) {

    private static final Map<String, Preset> PRESETS = presets();

    public static List<String> names() {
        return List.copyOf(PRESETS.keySet());
    }

    static Preset parse(@Nullable String name, PropertyParser settings) {
        return Objects.requireNonNull(PRESETS.get(settings.choice("preset", name, "python", names())));
    }

    /** The attribute that this preset shows under that name; the name itself where it shows none. */
    String attribute(String name) {
        for (Map.Entry<String, String> entry : shown.entrySet()) {
            if (entry.getValue().equals(name)) {
                return entry.getKey();
            }
        }
        return name;
    }

    /** The object that holds the extras, after renaming; null for none. */
    @Nullable
    String extrasField(Map<String, String> renames) {
        return extrasField == null ? null : renames.getOrDefault(extrasField, extrasField);
    }

    /** What levels are called that the properties do not name. */
    String levelNames() {
        return properties.getOrDefault("levelNames", "python");
    }

    /** The properties as set, and this preset's where they are not. */
    Map<String, String> complete(Map<String, String> given) {
        Map<String, String> complete = new LinkedHashMap<>(properties);
        given.forEach((name, text) -> {
            if (!text.isBlank()) {
                complete.put(name, text);
            }
        });
        return complete;
    }

    private static Map<String, Preset> presets() {
        Map<String, Preset> presets = new LinkedHashMap<>();
        presets.put("python", python());
        presets.put("structlog", structlog());
        presets.put("tagged", tagged());
        presets.put("logstash", logstash());
        presets.put("ecs", ecs());
        return presets;
    }

    /** As python-json-logger with the fields that most applications ask it for. */
    private static Preset python() {
        return new Preset(
                "asctime,levelname,name,message,threadName",
                List.of(BuiltInFields.EXC_INFO),
                Map.of(),
                Map.of(),
                null,
                Map.of("levelNames", "python"));
    }

    /** As structlog's JSONRenderer behind its processors for time, level, logger and exceptions. */
    private static Preset structlog() {
        return new Preset(
                "asctime,levelname,name,message",
                List.of(BuiltInFields.EXC_INFO),
                Map.of(
                        "asctime",
                        "timestamp",
                        "levelname",
                        "level",
                        "name",
                        "logger",
                        "message",
                        "event",
                        BuiltInFields.EXC_INFO,
                        "exception"),
                Map.of(),
                null,
                Map.of("levelNames", "structlog", "datefmt", "iso_micros"));
    }

    /** For loggers that are told apart by a short tag; what the application adds stays by itself. */
    private static Preset tagged() {
        return new Preset(
                "asctime,levelname,tag,message",
                List.of(BuiltInFields.EXC_INFO),
                Map.of("asctime", "timestamp", "levelname", "level", BuiltInFields.EXC_INFO, "error"),
                Map.of(),
                "context",
                Map.of("levelNames", "java"));
    }

    /** As logstash-logback-encoder's LogstashEncoder without settings of its own; the time in UTC. */
    private static Preset logstash() {
        return new Preset(
                "asctime,@version,message,name,threadName,levelname,levelvalue",
                List.of(BuiltInFields.EXC_INFO),
                Map.of(
                        "asctime",
                        "@timestamp",
                        "name",
                        "logger_name",
                        "threadName",
                        "thread_name",
                        "levelname",
                        "level",
                        "levelvalue",
                        "level_value",
                        BuiltInFields.EXC_INFO,
                        "stack_trace"),
                Map.of("@version", "1"),
                null,
                Map.of("levelNames", "java", "markers", "all"));
    }

    /** As Elastic's ecs-logging for Java: field names of the Elastic Common Schema, dotted, not nested. */
    private static Preset ecs() {
        return new Preset(
                "asctime,levelname,message,ecs.version,threadName,name",
                List.of("exc_class", "exc_message", BuiltInFields.EXC_INFO),
                Map.of(
                        "asctime",
                        "@timestamp",
                        "levelname",
                        "log.level",
                        "threadName",
                        "process.thread.name",
                        "name",
                        "log.logger",
                        "exc_class",
                        "error.type",
                        "exc_message",
                        "error.message",
                        BuiltInFields.EXC_INFO,
                        "error.stack_trace"),
                Map.of("ecs.version", "1.2.0"),
                null,
                Map.of("levelNames", "java"));
    }
}
