package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.field.BuiltInFields;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The defaults of an encoder's other properties. Immutable.
 *
 * @param format attributes and constants before the additional fields, in order, separated by commas
 * @param tail attributes after the additional fields, only in lines that have a value for them
 * @param shown names shown of attributes and additional fields that differ from theirs, in order: of two attributes with
 *     one name, the format means the first
 * @param constants values of constant fields, by name
 * @param extrasField the object that holds the additional fields; null if they are beside the other fields
 * @param properties defaults of other properties
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

    /** Returns the attribute that this preset shows under a name, or the name itself. */
    String attribute(String name) {
        for (Map.Entry<String, String> entry : shown.entrySet()) {
            if (entry.getValue().equals(name)) {
                return entry.getKey();
            }
        }
        return name;
    }

    /** Returns the renamed object that holds the additional fields; null for none. */
    @Nullable
    String extrasField(Map<String, String> renames) {
        return extrasField == null ? null : renames.getOrDefault(extrasField, extrasField);
    }

    /** Returns the names shown of additional fields: the given ones, completed by this preset's. */
    Map<String, String> renames(Map<String, String> given) {
        Map<String, String> renames = new LinkedHashMap<>(shown);
        renames.keySet().removeAll(BuiltInFields.NAMES);
        renames.keySet().removeAll(constants.keySet());
        renames.putAll(given);
        return Collections.unmodifiableMap(renames);
    }

    /** Returns the names of levels that the properties do not rename. */
    String levelNames() {
        return properties.getOrDefault("levelNames", "python");
    }

    /** Returns the given properties, completed by this preset's. */
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
        presets.put("gcp", gcp());
        presets.put("datadog", datadog());
        return presets;
    }

    /** Returns the fields that most applications configure for python-json-logger. */
    private static Preset python() {
        return new Preset(
                "asctime,levelname,name,message,threadName",
                List.of(BuiltInFields.EXC_INFO),
                Map.of(),
                Map.of(),
                null,
                Map.of("levelNames", "python"));
    }

    /** Returns the fields of structlog's JSONRenderer with its processors for time, level, logger and exceptions. */
    private static Preset structlog() {
        return new Preset(
                "asctime,levelname,name,message",
                List.of(BuiltInFields.EXC_INFO),
                MapParser.pairs("asctime=timestamp levelname=level name=logger message=event exc_info=exception"),
                Map.of(),
                null,
                Map.of("levelNames", "structlog", "datefmt", "iso_micros"));
    }

    /** Returns fields for loggers with a short tag; the additional fields are in an object. */
    private static Preset tagged() {
        return new Preset(
                "asctime,levelname,tag,message",
                List.of(BuiltInFields.EXC_INFO),
                MapParser.pairs("asctime=timestamp levelname=level exc_info=error"),
                Map.of(),
                "context",
                Map.of("levelNames", "java"));
    }

    /** Returns the fields of logstash-logback-encoder's LogstashEncoder with its defaults; the time in UTC. */
    private static Preset logstash() {
        return new Preset(
                "asctime,@version,message,name,threadName,levelname,levelvalue",
                List.of(BuiltInFields.EXC_INFO),
                MapParser.pairs("""
                        asctime=@timestamp name=logger_name threadName=thread_name levelname=level
                        levelvalue=level_value exc_info=stack_trace
                        """),
                Map.of("@version", "1"),
                null,
                Map.of("levelNames", "java", "markers", "all"));
    }

    /** Returns the fields of Elastic's ecs-logging for Java: names of the Elastic Common Schema, dotted, not nested. */
    private static Preset ecs() {
        return new Preset(
                "asctime,levelname,message,ecs.version,threadName,name",
                List.of("exc_class", "exc_message", BuiltInFields.EXC_INFO),
                MapParser.pairs("""
                        asctime=@timestamp levelname=log.level threadName=process.thread.name name=log.logger
                        exc_class=error.type exc_message=error.message exc_info=error.stack_trace
                        """),
                Map.of("ecs.version", "1.2.0"),
                null,
                Map.of("levelNames", "java"));
    }

    /** Returns the fields that Google Cloud's logging agents take out of a line on standard output. */
    private static Preset gcp() {
        return new Preset(
                "asctime,levelname,name,message,threadName",
                List.of(BuiltInFields.EXC_INFO),
                MapParser.pairs("""
                        asctime=time levelname=severity name=logger threadName=thread
                        source_location=logging.googleapis.com/sourceLocation exc_info=stack_trace
                        trace_id=logging.googleapis.com/trace span_id=logging.googleapis.com/spanId
                        traceId=logging.googleapis.com/trace spanId=logging.googleapis.com/spanId
                        """),
                Map.of(),
                null,
                Map.of("levelNames", "gcp", "datefmt", "iso_nanos"));
    }

    /** Returns fields by the names of Datadog's standard attributes. */
    private static Preset datadog() {
        return new Preset(
                "asctime,levelname,name,message,threadName",
                List.of("exc_class", "exc_message", BuiltInFields.EXC_INFO),
                MapParser.pairs("""
                        asctime=timestamp levelname=status name=logger.name threadName=logger.thread_name
                        exc_class=error.kind exc_message=error.message exc_info=error.stack
                        """),
                Map.of(),
                null,
                Map.of("levelNames", "lower"));
    }
}
