package io.github.lokiline.logback.loki;

import io.github.lokiline.json.Settings;
import io.github.lokiline.loki.LabelNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the property {@code structuredMetadata}. Owned by the thread that starts the appender.
 *
 * <p>Shape: as {@code labels}, and {@code *=%mdc{glob,!glob}} or {@code *=%kvp{…}} on lines of their own; {@code off}
 * for none.
 */
final class MetadataProperty {
    private static final String PROPERTY = "structuredMetadata";

    private final ValuePattern patterns;
    private final Secrets secrets;
    private final Settings settings;
    private final Map<String, EventValue> values = new LinkedHashMap<>();
    private final List<String> wildcards = new ArrayList<>();

    MetadataProperty(ValuePattern patterns, Secrets secrets, Settings settings) {
        this.patterns = patterns;
        this.secrets = secrets;
        this.settings = settings;
    }

    /** What the text asks for; what could not be read stands among the settings' faults. */
    Metadata read(@Nullable String text, LevelText levels, Rationed failures) {
        if (text == null || text.isBlank()) {
            return new Metadata(defaults(levels), List.of(), failures);
        }
        if (text.strip().equalsIgnoreCase("off")) {
            return new Metadata(Map.of(), List.of(), failures);
        }
        String checked = settings.text(PROPERTY, text, "");
        settings.map(PROPERTY, withoutWildcards(checked)).forEach(this::add);
        Set<String> taken = values.keySet().stream().map(LabelNames::repair).collect(Collectors.toSet());
        return new Metadata(
                values,
                wildcards.stream().flatMap(line -> wildcard(line, taken)).toList(),
                failures);
    }

    /** Level, and the ids that correlate: each key as tracers and gateways call it. */
    private Map<String, EventValue> defaults(LevelText levels) {
        Map<String, EventValue> values = new LinkedHashMap<>();
        values.put("level", new EventValue.Level(levels));
        values.put("trace_id", firstOf("trace_id", "traceId", "traceID"));
        values.put("span_id", firstOf("span_id", "spanId"));
        values.put("request_id", firstOf("request_id", "requestId", "X-Request-ID"));
        return values;
    }

    private EventValue firstOf(String... keys) {
        List<EventValue> choices = Stream.of(keys)
                .<EventValue>map(key -> new EventValue.Mdc(key, null))
                .toList();
        return EventValue.Redacted.of(new EventValue.First(choices), secrets);
    }

    /** Lines that start with {@code *} may repeat, so they are taken out before names must be unique. */
    private String withoutWildcards(String text) {
        Map<Boolean, List<String>> lines = text.lines()
                .collect(Collectors.partitioningBy(line -> line.strip().matches("\\*\\s*=.*")));
        wildcards.addAll(lines.getOrDefault(true, List.of()));
        return String.join("\n", lines.getOrDefault(false, List.of()));
    }

    private void add(String name, String value) {
        String line = patterns.shown(name, value);
        if (name.contains("*")) {
            settings.fault(PROPERTY, line, "* stands alone before =", "write *=%mdc{glob} to choose among keys");
        } else if (value.isEmpty()) {
            settings.fault(PROPERTY, line, "no value", "write one, or remove the line");
        } else {
            try {
                values.put(name, patterns.parse(name, value));
            } catch (Unusable e) {
                settings.fault(PROPERTY, line, e.rule(), e.wayOut());
            }
        }
    }

    private Stream<Wildcard> wildcard(String line, Set<String> taken) {
        String text = line.substring(line.indexOf('=') + 1).strip();
        try {
            return Stream.of(Wildcard.parse(text, secrets, taken));
        } catch (Unusable e) {
            settings.fault(PROPERTY, line, e.rule(), e.wayOut());
            return Stream.empty();
        }
    }
}
