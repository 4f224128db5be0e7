package io.github.lokiline.appender.internal;

import io.github.lokiline.client.internal.producer.LabelNames;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the property {@code labels}: one {@code name=value} a line. Stateless. Loki rejects a push without labels, so that
 * one of them must always have a value.
 */
public final class LabelsParser {
    private static final String PROPERTY = "labels";

    private LabelsParser() {}

    /** Returns the values by name; empty after an error. */
    public static <E> Map<String, ValueExtractor<E>> read(
            @Nullable String text, ValuePatternParser<E> patterns, PropertyParser parser) {
        if (text != null && JoinedPairs.report(PROPERTY, text, patterns, parser)) {
            return Map.of();
        }
        int before = parser.faults().size();
        Map<String, ValueExtractor<E>> labels = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : parser.map(PROPERTY, text).entrySet()) {
            String name = pair.getKey();
            String value = pair.getValue();
            if (name.contains("*")) {
                String line = patterns.shown(name, value);
                parser.fault(
                        PROPERTY,
                        line,
                        "* would create an unlimited number of labels",
                        "name each label, or use structuredMetadata");
            } else {
                patterns.readPair(PROPERTY, name, value, parser, labels);
            }
        }
        if (parser.faults().size() == before) {
            checkSet(labels, parser);
        }
        return parser.faults().size() == before ? labels : Map.of();
    }

    /** Returns the labels of an appender without the property. */
    public static <E> Map<String, ValueExtractor<E>> defaults(String serviceName, SystemEnvironment environment) {
        Map<String, ValueExtractor<E>> labels = new LinkedHashMap<>();
        labels.put("service_name", new ValueExtractor.Constant<>(serviceName));
        labels.put("host", new ValueExtractor.Host<>(HostNameResolver.find(environment)));
        return labels;
    }

    /** Checks the labels together. Its messages show only names: a value may be a secret. */
    private static <E> void checkSet(Map<String, ValueExtractor<E>> labels, PropertyParser parser) {
        String names = String.join(", ", labels.keySet());
        try {
            LabelNames.of(List.copyOf(labels.keySet()));
            if (labels.values().stream().allMatch(ValueExtractor::mayBeEmpty)) {
                parser.fault(
                        PROPERTY,
                        names,
                        "every label can be empty, and Loki refuses an entry without labels",
                        "add one that always has a value, such as service_name=orders");
            }
        } catch (IllegalArgumentException e) {
            String[] constraintAndFix = String.valueOf(e.getMessage()).split("; ", 2);
            parser.fault(PROPERTY, names, constraintAndFix[0], constraintAndFix[constraintAndFix.length - 1]);
        }
    }
}
