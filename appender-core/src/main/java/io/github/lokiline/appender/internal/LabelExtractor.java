package io.github.lokiline.appender.internal;

import io.github.lokiline.client.internal.producer.LabelNames;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads the label values of an event. Immutable. */
public final class LabelExtractor<E> {
    private final Map<String, ValueExtractor<E>> byName;
    private final LabelNames names;
    private final List<ValueExtractor<E>> values;
    private final FailureReporter failures;

    public LabelExtractor(Map<String, ValueExtractor<E>> byName, FailureReporter failures) {
        this.byName = byName;
        this.names = LabelNames.of(List.copyOf(byName.keySet()));
        this.values = List.copyOf(byName.values());
        this.failures = failures;
    }

    public LabelNames names() {
        return names;
    }

    public Map<String, ValueExtractor<E>> byName() {
        return byName;
    }

    /** Creates a row of values for {@link #read}. */
    public @Nullable String[] row() {
        return new String[values.size()];
    }

    /** Fills the row; a value that fails is left out, and its event keeps its other labels. */
    @SuppressWarnings("ReferenceEquality") // skips a store, compares nothing
    public void read(E event, @Nullable String[] row, StringBuilder scratch) {
        for (int i = 0; i < values.size(); i++) {
            String value = read(values.get(i), event, scratch);
            if (row[i] != value) {
                // Most events have the labels of the previous one, and each stored reference costs the collector.
                row[i] = value;
            }
        }
    }

    private @Nullable String read(ValueExtractor<E> value, E event, StringBuilder scratch) {
        try {
            return value.of(event, scratch);
        } catch (Throwable e) {
            // Code of the application ran: a class missing in its toString() costs this value, not the event.
            failures.add(e);
            return null;
        }
    }

    /** Returns the labels as Loki shows a stream, {@code {service_name="orders", level="%level"}}: patterns as written. */
    public String shown() {
        StringJoiner shown = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < values.size(); i++) {
            shown.add(names.names().get(i) + "=\"" + values.get(i) + "\"");
        }
        return shown.toString();
    }

    /** Returns a warning if names are sent differently from how they are written; null if none is. */
    public @Nullable String repairWarning() {
        StringJoiner repaired = new StringJoiner(", ");
        for (String name : byName.keySet()) {
            if (!LabelNames.repair(name).equals(name)) {
                repaired.add(name + " as " + LabelNames.repair(name));
            }
        }
        return repaired.length() == 0
                ? null
                : "labels: Loki's label names consist of letters, digits and _; sent are " + repaired;
    }
}
