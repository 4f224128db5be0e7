package io.github.lokiline.json;

import org.jspecify.annotations.Nullable;

/**
 * The properties of the logging context, sorted by the globs that chose the keys, then by key. Thread-safe.
 *
 * @param <E> the framework's event
 */
final class PropertySource<E> implements ExtraSource<E> {
    private final RecordView<E> view;
    private final Names names;
    private final ExtraWriter writer;

    PropertySource(RecordView<E> view, Names names, ExtraWriter writer) {
        this.view = view;
        this.names = names;
        this.writer = writer;
    }

    @Override
    public boolean write(E event, LineWriter out, int end, TakenNames taken) {
        ContextEntries entries = entries(event, out.scratch());
        for (int i = 0; i < entries.size(); i++) {
            Name name = names.of(entries.key(i));
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
    public void merge(E event, Scratch scratch, Members into) {
        ContextEntries entries = scratch.context();
        entries.clear();
        try {
            view.applicationProperties(event, entries);
        } finally {
            entries.merge(names, into);
        }
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, Scratch scratch) {
        ContextEntries entries = entries(event, scratch);
        for (int i = 0; i < entries.size(); i++) {
            if (key.equals(entries.key(i))) {
                return entries.value(i);
            }
        }
        return null;
    }

    private ContextEntries entries(E event, Scratch scratch) {
        ContextEntries entries = scratch.context();
        entries.clear();
        view.applicationProperties(event, entries);
        entries.rank(names);
        return entries;
    }
}
