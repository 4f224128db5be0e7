package io.github.lokiline.appender.internal;

import io.github.lokiline.appender.FrameworkAdapter;
import io.github.lokiline.appender.InvalidPatternException;
import io.github.lokiline.client.internal.producer.LabelNames;
import io.github.lokiline.json.spi.PropertyParser;
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
public final class StructuredMetadataParser<E> {
    private static final String PROPERTY = "structuredMetadata";

    private final ValuePatternParser<E> patterns;
    private final SecretMasker secrets;
    private final PropertyParser settings;
    private final Map<String, ValueExtractor<E>> values = new LinkedHashMap<>();
    private final List<String> wildcards = new ArrayList<>();

    public StructuredMetadataParser(ValuePatternParser<E> patterns, SecretMasker secrets, PropertyParser settings) {
        this.patterns = patterns;
        this.secrets = secrets;
        this.settings = settings;
    }

    /** What the text asks for; what could not be read stands among the settings' faults. */
    public MetadataExtractor<E> read(@Nullable String text, FrameworkAdapter<E> face, Rationed failures) {
        if (text == null || text.isBlank()) {
            return new MetadataExtractor<>(defaults(face), List.of(), failures);
        }
        if (text.strip().equalsIgnoreCase("off")) {
            return new MetadataExtractor<>(Map.of(), List.of(), failures);
        }
        String checked = settings.text(PROPERTY, text, "");
        settings.map(PROPERTY, withoutWildcards(checked)).forEach(this::add);
        Set<String> taken = values.keySet().stream().map(LabelNames::repair).collect(Collectors.toSet());
        return new MetadataExtractor<>(
                values,
                wildcards.stream().flatMap(line -> wildcard(line, face, taken)).toList(),
                failures);
    }

    /** Level, and the ids that correlate: each key as tracers and gateways call it. */
    private Map<String, ValueExtractor<E>> defaults(FrameworkAdapter<E> face) {
        Map<String, ValueExtractor<E>> values = new LinkedHashMap<>();
        values.put("level", new ValueExtractor.Level<>(face.levels()));
        values.put("trace_id", firstOf(face, "trace_id", "traceId", "traceID"));
        values.put("span_id", firstOf(face, "span_id", "spanId"));
        values.put("request_id", firstOf(face, "request_id", "requestId", "X-Request-ID"));
        return values;
    }

    private ValueExtractor<E> firstOf(FrameworkAdapter<E> face, String... keys) {
        List<ValueExtractor<E>> choices = Stream.of(keys)
                .<ValueExtractor<E>>map(
                        key -> new ValueExtractor.Context<>(face.records().view(), key, null))
                .toList();
        return ValueExtractor.Redacted.of(new ValueExtractor.First<>(choices), secrets);
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
            } catch (InvalidPatternException e) {
                settings.fault(PROPERTY, line, e.rule(), e.wayOut());
            }
        }
    }

    private Stream<WildcardMetadata<E>> wildcard(String line, FrameworkAdapter<E> face, Set<String> taken) {
        String text = line.substring(line.indexOf('=') + 1).strip();
        try {
            return Stream.of(WildcardMetadata.parse(text, face.records().view(), secrets, taken));
        } catch (InvalidPatternException e) {
            settings.fault(PROPERTY, line, e.rule(), e.wayOut());
            return Stream.empty();
        }
    }
}
