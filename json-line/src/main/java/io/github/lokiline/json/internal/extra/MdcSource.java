package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.EventAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The diagnostic context (MDC), sorted by the globs that chose the keys, then by key. Thread-safe.
 *
 * <p>A context that stays the same from event to event is encoded once for each writer.
 *
 * @param <E> the framework's event
 */
final class MdcSource<E> implements FieldSource<E> {
    private static final int MAX_FRAGMENT_BYTES = 4096;

    private static final byte[] NOTHING = {};

    private final EventAccessor<E> view;
    private final FieldNameCache names;
    private final BoundedFieldWriter writer;

    MdcSource(EventAccessor<E> view, FieldNameCache names, BoundedFieldWriter writer) {
        this.view = view;
        this.names = names;
        this.writer = writer;
    }

    @Override
    public boolean write(E event, Utf8JsonWriter out, int end, UsedNames taken) {
        Object identity = view.contextIdentity(event);
        EncodedMdcCache known = out.scratch().fragment();
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
    public void merge(E event, LineState scratch, MergedFields into) {
        SortedMdc entries = scratch.context();
        entries.clear();
        try {
            view.context(event, entries);
        } finally {
            entries.merge(names, into);
        }
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, LineState scratch) {
        return view.contextValue(event, key);
    }

    private boolean encode(E event, @Nullable Object identity, Utf8JsonWriter out, int end, UsedNames taken) {
        SortedMdc entries = entries(event, out.scratch());
        int mark = out.position();
        int before = taken.mark();
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
        if (identity != null && !out.isCut() && out.position() - mark <= MAX_FRAGMENT_BYTES) {
            out.scratch().fragment(taken.fragment(before, this, identity, bytes(out, mark)));
        }
        return true;
    }

    private SortedMdc entries(E event, LineState scratch) {
        SortedMdc entries = scratch.context();
        entries.clear();
        view.context(event, entries);
        entries.rank(names);
        return entries;
    }

    /**
     * With its leading comma, even where the object began with it. Into the array of the context before, if that fits: the
     * contexts of one service mostly have one length, and nobody else has that array.
     */
    private static byte[] bytes(Utf8JsonWriter out, int mark) {
        int length = out.position() - mark;
        if (length == 0) {
            return NOTHING;
        }
        int comma = out.array()[mark] == ',' ? 0 : 1;
        EncodedMdcCache before = out.scratch().takeFragment();
        byte[] bytes =
                before != null && before.bytes().length == comma + length ? before.bytes() : new byte[comma + length];
        bytes[0] = ',';
        System.arraycopy(out.array(), mark, bytes, comma, length);
        return bytes;
    }
}
