package io.github.lokiline.append;

import io.github.lokiline.json.Settings;
import io.github.lokiline.loki.LabelNames;
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
final class LabelProperty {
    private static final String PROPERTY = "labels";

    private LabelProperty() {}

    /** The values by name; empty when there is a fault. */
    static <E> Map<String, EventValue<E>> read(@Nullable String text, ValuePattern<E> patterns, Settings settings) {
        int before = settings.faults().size();
        Map<String, EventValue<E>> labels = new LinkedHashMap<>();
        settings.map(PROPERTY, text).forEach((name, value) -> add(name, value, patterns, settings, labels));
        if (settings.faults().size() == before) {
            checkSet(labels, settings);
        }
        return settings.faults().size() == before ? labels : Map.of();
    }

    /** The labels of those who name none. */
    static <E> Map<String, EventValue<E>> defaults(String serviceName, Surroundings around) {
        Map<String, EventValue<E>> labels = new LinkedHashMap<>();
        labels.put("service_name", new EventValue.Constant<>(serviceName));
        labels.put("host", new EventValue.Host<>(HostName.find(around)));
        return labels;
    }

    private static <E> void add(
            String name, String value, ValuePattern<E> patterns, Settings settings, Map<String, EventValue<E>> labels) {
        String line = patterns.shown(name, value);
        if (name.contains("*")) {
            settings.fault(
                    PROPERTY, line, "* would make labels without bound", "name each label, or use structuredMetadata");
        } else if (value.isEmpty()) {
            settings.fault(PROPERTY, line, "no value", "write one, or remove the line");
        } else {
            try {
                labels.put(name, patterns.parse(name, value));
            } catch (Unusable e) {
                settings.fault(PROPERTY, line, e.rule(), e.wayOut());
            }
        }
    }

    /** Faults of the whole show the names alone: among the values may be a secret. */
    private static <E> void checkSet(Map<String, EventValue<E>> labels, Settings settings) {
        String names = String.join(", ", labels.keySet());
        try {
            LabelNames.of(List.copyOf(labels.keySet()));
            if (labels.values().stream().allMatch(EventValue::mayBeEmpty)) {
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
