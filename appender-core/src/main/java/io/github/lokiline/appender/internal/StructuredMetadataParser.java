package io.github.lokiline.appender.internal;

import io.github.lokiline.appender.AppenderOptions;
import io.github.lokiline.appender.FrameworkAdapter;
import io.github.lokiline.appender.InvalidPatternException;
import io.github.lokiline.client.internal.producer.LabelNames;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the property {@code structuredMetadata}: pairs as in {@code labels}, lines such as {@code *=%mdc{glob,!glob}} or
 * {@code *=%kvp{glob}}, or {@code off}. Owned by the thread that starts the appender.
 */
public final class StructuredMetadataParser<E> {
    private static final String PROPERTY = "structuredMetadata";

    private final FrameworkAdapter<E> framework;
    private final ValuePatternParser<E> patterns;
    private final PropertyParser parser;

    public StructuredMetadataParser(
            FrameworkAdapter<E> framework, ValuePatternParser<E> patterns, PropertyParser parser) {
        this.framework = framework;
        this.patterns = patterns;
        this.parser = parser;
    }

    /** Returns the metadata that the text selects; errors go to the parser. */
    public MetadataExtractor<E> read(@Nullable String text, FailureReporter failures) {
        if (text == null || text.isBlank()) {
            return new MetadataExtractor<>(defaults(), List.of(), failures);
        }
        if (AppenderOptions.isMetadataOff(text) || JoinedPairs.report(PROPERTY, text, patterns, parser)) {
            return new MetadataExtractor<>(Map.of(), List.of(), failures);
        }
        // Lines that start with * may be repeated, so that they are taken out before names must be unique.
        List<String> named = new ArrayList<>();
        List<String> starred = new ArrayList<>();
        for (String line : parser.text(PROPERTY, text, "").lines().toList()) {
            (line.strip().matches("\\*\\s*=.*") ? starred : named).add(line);
        }
        Map<String, ValueExtractor<E>> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair :
                parser.map(PROPERTY, String.join("\n", named)).entrySet()) {
            readPair(pair.getKey(), pair.getValue(), values);
        }
        Set<String> taken = new HashSet<>();
        for (String name : values.keySet()) {
            taken.add(LabelNames.repair(name));
        }
        List<WildcardMetadata<E>> wildcards = new ArrayList<>();
        for (String line : starred) {
            wildcard(line, taken).forEach(wildcards::add);
        }
        return new MetadataExtractor<>(values, wildcards, failures);
    }

    /** Returns the level and the ids that correlate; each id under the keys that tracers and gateways use. */
    private Map<String, ValueExtractor<E>> defaults() {
        Map<String, ValueExtractor<E>> values = new LinkedHashMap<>();
        values.put("level", new ValueExtractor.Word<>("%level", false, framework.levels()));
        values.put("trace_id", firstOf("trace_id", "traceId", "traceID"));
        values.put("span_id", firstOf("span_id", "spanId"));
        values.put("request_id", firstOf("request_id", "requestId", "X-Request-ID"));
        return values;
    }

    private ValueExtractor<E> firstOf(String name, String... otherKeys) {
        List<ValueExtractor<E>> choices = new ArrayList<>();
        choices.add(context(name, name));
        for (String key : otherKeys) {
            choices.add(context(name, key));
        }
        return ValueExtractor.Redacted.of(new ValueExtractor.First<>(choices), framework.records());
    }

    /** Returns the value of a key, masked if lines mask it or a value of that name. */
    private ValueExtractor<E> context(String name, String key) {
        EventEncoder<E> lines = framework.records();
        ValueExtractor<E> value = new ValueExtractor.Context<>(lines.view(), key, null, lines);
        return lines.hides(name) || lines.hides(key) ? new ValueExtractor.Masked<>(value) : value;
    }

    private void readPair(String name, String value, Map<String, ValueExtractor<E>> values) {
        if (name.contains("*")) {
            String line = patterns.shown(name, value);
            parser.fault(PROPERTY, line, "* must be the whole name", "write *=%mdc{glob} to select keys");
        } else {
            patterns.readPair(PROPERTY, name, value, parser, values);
        }
    }

    private Stream<WildcardMetadata<E>> wildcard(String line, Set<String> taken) {
        String text = line.substring(line.indexOf('=') + 1).strip();
        try {
            return Stream.of(WildcardMetadata.parse(text, framework.records(), taken));
        } catch (InvalidPatternException e) {
            parser.fault(PROPERTY, line, e.constraint(), e.remedy());
            return Stream.empty();
        }
    }
}
