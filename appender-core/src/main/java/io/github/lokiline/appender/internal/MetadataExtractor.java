package io.github.lokiline.appender.internal;

import io.github.lokiline.client.internal.producer.EntryEncoder;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Writes the structured metadata of an event. Immutable. */
public final class MetadataExtractor<E> {
    private final String[] names;
    private final List<ValueExtractor<E>> values;
    private final List<WildcardMetadata<E>> wildcards;
    private final FailureReporter failures;

    MetadataExtractor(
            Map<String, ValueExtractor<E>> byName, List<WildcardMetadata<E>> wildcards, FailureReporter failures) {
        this.names = byName.keySet().toArray(new String[0]);
        this.values = List.copyOf(byName.values());
        this.wildcards = List.copyOf(wildcards);
        this.failures = failures;
    }

    /** Writes the metadata that the event has; a value that fails is left out. */
    public void write(E event, EntryEncoder entry, StringBuilder scratch) {
        for (int i = 0; i < names.length; i++) {
            writeOne(i, event, entry, scratch);
        }
        for (int i = 0; i < wildcards.size(); i++) {
            wildcards.get(i).write(event, entry, failures);
        }
    }

    private void writeOne(int i, E event, EntryEncoder entry, StringBuilder scratch) {
        try {
            String value = values.get(i).of(event, scratch);
            if (value != null && !value.isEmpty()) {
                entry.metadata(names[i], value);
            }
        } catch (Throwable e) {
            // Code of the application ran: a class missing in its toString() costs this value, not the event.
            failures.add(e);
        }
    }

    /** Returns the metadata as a user would write it. */
    @Override
    public String toString() {
        StringJoiner shown = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < names.length; i++) {
            shown.add(names[i] + "=" + values.get(i));
        }
        wildcards.forEach(wildcard -> shown.add(wildcard.toString()));
        return shown.toString();
    }
}
