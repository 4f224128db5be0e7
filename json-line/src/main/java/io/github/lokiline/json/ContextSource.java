package io.github.lokiline.json;

import org.jspecify.annotations.Nullable;

/**
 * The diagnostic context (MDC), sorted by the globs that chose the keys, then by key. Thread-safe.
 *
 * <p>A context that stays the same from event to event is encoded once for each writer.
 *
 * @param <E> the framework's event
 */
final class ContextSource<E> implements ExtraSource<E> {
    private static final int MAX_FRAGMENT_BYTES = 4096;

    private static final byte[] NOTHING = {};

    private final RecordView<E> view;
    private final Names names;
    private final ExtraWriter writer;

    ContextSource(RecordView<E> view, Names names, ExtraWriter writer) {
        this.view = view;
        this.names = names;
        this.writer = writer;
    }

    @Override
    public boolean write(E event, LineWriter out, int end, TakenNames taken) {
        Object identity = view.contextIdentity(event);
        ContextFragment known = out.scratch().fragment();
        if (known == null
                || known.identity() != identity
                || known.owner() != this
                || end - out.position() <= known.bytes().length) {
            return encode(event, identity, out, end, taken);
        }
        if (!taken.addAll(known)) {
            return false;
        }
        if (known.bytes().length > 0) {
            out.member(known.bytes());
        }
        return true;
    }

    @Override
    public void merge(E event, Scratch scratch, Members into) {
        ContextEntries entries = scratch.context();
        entries.clear();
        try {
            view.context(event, entries);
        } finally {
            entries.merge(names, into);
        }
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, Scratch scratch) {
        return view.contextValue(event, key);
    }

    private boolean encode(E event, @Nullable Object identity, LineWriter out, int end, TakenNames taken) {
        ContextEntries entries = entries(event, out.scratch());
        int mark = out.position();
        int before = taken.mark();
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
        if (identity != null && !out.isCut() && out.position() - mark <= MAX_FRAGMENT_BYTES) {
            out.scratch().fragment(taken.fragment(before, this, identity, bytes(out, mark)));
        }
        return true;
    }

    private ContextEntries entries(E event, Scratch scratch) {
        ContextEntries entries = scratch.context();
        entries.clear();
        view.context(event, entries);
        entries.rank(names);
        return entries;
    }

    /**
     * With its leading comma, even where the object began with it. Into the array of the context before, if that fits: the
     * contexts of one service mostly have one length, and nobody else has that array.
     */
    private static byte[] bytes(LineWriter out, int mark) {
        int length = out.position() - mark;
        if (length == 0) {
            return NOTHING;
        }
        int comma = out.array()[mark] == ',' ? 0 : 1;
        ContextFragment before = out.scratch().takeFragment();
        byte[] bytes =
                before != null && before.bytes().length == comma + length ? before.bytes() : new byte[comma + length];
        bytes[0] = ',';
        System.arraycopy(out.array(), mark, bytes, comma, length);
        return bytes;
    }
}
