package io.github.lokiline.appender.internal;

import io.github.lokiline.appender.InvalidPatternException;
import io.github.lokiline.client.internal.producer.LabelNames;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the property {@code labels}. Owned by the thread that starts the appender.
 *
 * <p>Shape: one {@code name=value} a line. Loki refuses a push without any label, so one of them must always have a
 * value.
 */
public final class LabelsParser {
    private static final String PROPERTY = "labels";

    private LabelsParser() {}

    /** The values by name; empty when there is a fault. */
    public static <E> Map<String, ValueExtractor<E>> read(
            @Nullable String text, ValuePatternParser<E> patterns, PropertyParser settings) {
        int before = settings.faults().size();
        Map<String, ValueExtractor<E>> labels = new LinkedHashMap<>();
        settings.map(PROPERTY, text).forEach((name, value) -> add(name, value, patterns, settings, labels));
        if (settings.faults().size() == before) {
            checkSet(labels, settings);
        }
        return settings.faults().size() == before ? labels : Map.of();
    }

    /** The labels of those who name none. */
    public static <E> Map<String, ValueExtractor<E>> defaults(String serviceName, SystemEnvironment around) {
        Map<String, ValueExtractor<E>> labels = new LinkedHashMap<>();
        labels.put("service_name", new ValueExtractor.Constant<>(serviceName));
        labels.put("host", new ValueExtractor.Host<>(HostNameResolver.find(around)));
        return labels;
    }

    private static <E> void add(
            String name,
            String value,
            ValuePatternParser<E> patterns,
            PropertyParser settings,
            Map<String, ValueExtractor<E>> labels) {
        String line = patterns.shown(name, value);
        if (name.contains("*")) {
            settings.fault(
                    PROPERTY, line, "* would make labels without bound", "name each label, or use structuredMetadata");
        } else if (value.isEmpty()) {
            settings.fault(PROPERTY, line, "no value", "write one, or remove the line");
        } else {
            try {
                labels.put(name, patterns.parse(name, value));
            } catch (InvalidPatternException e) {
                settings.fault(PROPERTY, line, e.rule(), e.wayOut());
            }
        }
    }

    /** Faults of the whole show the names alone: among the values may be a secret. */
    private static <E> void checkSet(Map<String, ValueExtractor<E>> labels, PropertyParser settings) {
        String names = String.join(", ", labels.keySet());
        try {
            LabelNames.of(List.copyOf(labels.keySet()));
            if (labels.values().stream().allMatch(ValueExtractor::mayBeEmpty)) {
                settings.fault(
                        PROPERTY,
                        names,
                        "every label can come out empty, and Loki refuses an entry without labels",
                        "add one that never does, such as service_name=orders");
            }
        } catch (IllegalArgumentException e) {
            String[] ruleAndWayOut = String.valueOf(e.getMessage()).split("; ", 2);
            settings.fault(PROPERTY, names, ruleAndWayOut[0], ruleAndWayOut[ruleAndWayOut.length - 1]);
        }
    }
}
