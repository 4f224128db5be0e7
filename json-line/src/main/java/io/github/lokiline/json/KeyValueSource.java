package io.github.lokiline.json;

import org.jspecify.annotations.Nullable;

/**
 * Key-values, in the order of the call. Thread-safe.
 *
 * @param <E> the framework's event
 */
final class KeyValueSource<E> implements ExtraSource<E> {
    /** More than this are not searched for clashes pair by pair. */
    private static final int MANY = 32;

    private final RecordView<E> view;
    private final Names names;
    private final ExtraWriter writer;

    KeyValueSource(RecordView<E> view, Names names, ExtraWriter writer) {
        this.view = view;
        this.names = names;
        this.writer = writer;
    }

    @Override
    public boolean write(E event, LineWriter out, int end, TakenNames taken) {
        int size = view.keyValues(event);
        if (size > MANY) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            Name name = names.of(view.key(event, i));
            if (name.ignored()) {
                continue;
            }
            if (name.entangled() || !taken.add(name)) {
                return false;
            }
            if (!name.placed() && !writer.write(name, view.value(event, i), out, end)) {
                break;
            }
        }
        return true;
    }

    @Override
    public void merge(E event, Scratch scratch, Members into) {
        for (int i = 0; i < view.keyValues(event); i++) {
            into.add(names.of(view.key(event, i)), view.value(event, i));
        }
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, Scratch scratch) {
        int size = view.keyValues(event);
        for (int i = 0; i < size; i++) {
            int index = first ? i : size - 1 - i;
            if (key.equals(view.key(event, index))) {
                return view.value(event, index);
            }
        }
        return null;
    }
}
