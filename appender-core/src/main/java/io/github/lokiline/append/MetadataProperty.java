package io.github.lokiline.append;

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
final class MetadataProperty<E> {
    private static final String PROPERTY = "structuredMetadata";

    private final ValuePattern<E> patterns;
    private final Secrets secrets;
    private final Settings settings;
    private final Map<String, EventValue<E>> values = new LinkedHashMap<>();
    private final List<String> wildcards = new ArrayList<>();

    MetadataProperty(ValuePattern<E> patterns, Secrets secrets, Settings settings) {
        this.patterns = patterns;
        this.secrets = secrets;
        this.settings = settings;
    }

    /** What the text asks for; what could not be read stands among the settings' faults. */
    Metadata<E> read(@Nullable String text, Face<E> face, Rationed failures) {
        if (text == null || text.isBlank()) {
            return new Metadata<>(defaults(face), List.of(), failures);
        }
        if (text.strip().equalsIgnoreCase("off")) {
            return new Metadata<>(Map.of(), List.of(), failures);
        }
        String checked = settings.text(PROPERTY, text, "");
        settings.map(PROPERTY, withoutWildcards(checked)).forEach(this::add);
        Set<String> taken = values.keySet().stream().map(LabelNames::repair).collect(Collectors.toSet());
        return new Metadata<>(
                values,
                wildcards.stream().flatMap(line -> wildcard(line, face, taken)).toList(),
                failures);
    }

    /** Level, and the ids that correlate: each key as tracers and gateways call it. */
    private Map<String, EventValue<E>> defaults(Face<E> face) {
        Map<String, EventValue<E>> values = new LinkedHashMap<>();
        values.put("level", new EventValue.Level<>(face.levels()));
        values.put("trace_id", firstOf(face, "trace_id", "traceId", "traceID"));
        values.put("span_id", firstOf(face, "span_id", "spanId"));
        values.put("request_id", firstOf(face, "request_id", "requestId", "X-Request-ID"));
        return values;
    }

    private EventValue<E> firstOf(Face<E> face, String... keys) {
        List<EventValue<E>> choices = Stream.of(keys)
                .<EventValue<E>>map(
                        key -> new EventValue.Context<>(face.records().view(), key, null))
                .toList();
        return EventValue.Redacted.of(new EventValue.First<>(choices), secrets);
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

    private Stream<Wildcard<E>> wildcard(String line, Face<E> face, Set<String> taken) {
        String text = line.substring(line.indexOf('=') + 1).strip();
        try {
            return Stream.of(Wildcard.parse(text, face.records().view(), secrets, taken));
        } catch (Unusable e) {
            settings.fault(PROPERTY, line, e.rule(), e.wayOut());
            return Stream.empty();
        }
    }
}
