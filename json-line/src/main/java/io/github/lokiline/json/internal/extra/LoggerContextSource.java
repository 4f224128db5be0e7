package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.EventAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The properties of the logging context, sorted by the globs that chose the keys, then by key. Thread-safe.
 *
 * @param <E> the framework's event
 */
final class LoggerContextSource<E> implements FieldSource<E> {
    private final EventAccessor<E> view;
    private final FieldNameCache names;
    private final BoundedFieldWriter writer;

    LoggerContextSource(EventAccessor<E> view, FieldNameCache names, BoundedFieldWriter writer) {
        this.view = view;
        this.names = names;
        this.writer = writer;
    }

    @Override
    public boolean write(E event, Utf8JsonWriter out, int end, UsedNames taken) {
        SortedMdc entries = entries(event, out.scratch());
        for (int i = 0; i < entries.size(); i++) {
            FieldName name = names.of(entries.key(i));
            if (name.ignored()) {
                continue;
            }
            if (name.entangled() || !taken.add(name)) {
                return false;
            }
            if (!name.placed() && !writer.write(name, entries.value(i), out, end)) {
                break;
            }
        }
        return true;
    }

    @Override
    public void merge(E event, LineState scratch, MergedFields into) {
        SortedMdc entries = scratch.context();
        entries.clear();
        try {
            view.applicationProperties(event, entries);
        } finally {
            entries.merge(names, into);
        }
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, LineState scratch) {
        SortedMdc entries = entries(event, scratch);
        for (int i = 0; i < entries.size(); i++) {
            if (key.equals(entries.key(i))) {
                return entries.value(i);
            }
        }
        return null;
    }

    private SortedMdc entries(E event, LineState scratch) {
        SortedMdc entries = scratch.context();
        entries.clear();
        view.applicationProperties(event, entries);
        entries.rank(names);
        return entries;
    }
}
