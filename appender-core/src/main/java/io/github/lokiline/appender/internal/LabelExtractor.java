package io.github.lokiline.appender.internal;

import io.github.lokiline.client.internal.producer.LabelNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the label values of an event. Immutable. */
public final class LabelExtractor<E> {
    private final Map<String, ValueExtractor<E>> byName;
    private final LabelNames names;
    private final List<ValueExtractor<E>> values;
    private final Rationed failures;

    public LabelExtractor(Map<String, ValueExtractor<E>> byName, Rationed failures) {
        this.byName = byName;
        List<String> given = new ArrayList<>(byName.keySet());
        this.names = LabelNames.of(given);
        this.values = List.copyOf(byName.values());
        this.failures = failures;
    }

    public LabelNames names() {
        return names;
    }

    public Map<String, ValueExtractor<E>> byName() {
        return byName;
    }

    /** A row of values to be filled by {@link #read}. */
    public @Nullable String[] row() {
        return new String[values.size()];
    }

    /** Fills the row; a value that fails is left out, and its event keeps its other labels. */
    @SuppressWarnings("ReferenceEquality")
    public // to skip a store, not to compare
    void read(E event, @Nullable String[] row, StringBuilder scratch) {
        for (int i = 0; i < values.size(); i++) {
            String value = read(values.get(i), event, scratch);
            if (row[i] != value) {
                // Most events have the labels of the one before, and each reference stored costs the collector.
                row[i] = value;
            }
        }
    }

    private @Nullable String read(ValueExtractor<E> value, E event, StringBuilder scratch) {
        try {
            return value.of(event, scratch);
        } catch (Throwable e) {
            // The event's own code ran: a class that is missing to a toString costs this value, not the event.
            failures.add(e);
            return null;
        }
    }

    /** As the user would write them. */
    @Override
    public String toString() {
        return byName.toString();
    }
}
