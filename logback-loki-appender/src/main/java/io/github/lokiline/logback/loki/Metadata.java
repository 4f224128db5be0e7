package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.loki.EntryBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the structured metadata of an event. Immutable. */
final class Metadata {
    private final String[] names;
    private final EventValue[] values;
    private final Wildcard[] wildcards;
    private final Rationed failures;

    Metadata(Map<String, EventValue> byName, List<Wildcard> wildcards, Rationed failures) {
        this.names = byName.keySet().toArray(new String[0]);
        this.values = byName.values().toArray(new EventValue[0]);
        this.wildcards = wildcards.toArray(new Wildcard[0]);
        this.failures = failures;
    }

    /** Writes what the event has; a value that fails is left out. */
    void write(ILoggingEvent event, EntryBuilder entry, StringBuilder scratch) {
        for (int i = 0; i < values.length; i++) {
            writeOne(i, event, entry, scratch);
        }
        for (Wildcard wildcard : wildcards) {
            wildcard.write(event, entry, failures);
        }
    }

    private void writeOne(int i, ILoggingEvent event, EntryBuilder entry, StringBuilder scratch) {
        try {
            String value = values[i].of(event, scratch);
            if (value != null && !value.isEmpty()) {
                entry.metadata(names[i], value);
            }
        } catch (Throwable e) {
            // The event's own code ran: a class that is missing to a toString costs this value, not the event.
            failures.add(e);
        }
    }

    /** As the user would write it. */
    @Override
    public String toString() {
        return IntStream.range(0, names.length)
                .mapToObj(i -> names[i] + "=" + values[i])
                .collect(Collectors.joining(", ", "{", wildcards.length == 0 ? "}" : ", " + List.of(wildcards) + "}"));
    }
}
