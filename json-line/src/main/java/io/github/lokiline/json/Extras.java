package io.github.lokiline.json;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a line has beside its built-in fields: static fields, then the diagnostic context sorted by key, then
 * key-values in the order of the call, then what arguments and markers carry. Thread-safe.
 *
 * <p>Where two have the same name, the last one's value stands at the first one's place, as in python-json-logger.
 * Clashes are rare, so all is written at once; the first clash found takes it back and goes the slow way, through a map.
 *
 * @param <E> the framework's event
 */
final class Extras<E> {
    private static final int MAX_FRAGMENT_BYTES = 4096;

    private static final byte[] NOTHING = {};

    /** What an object costs beside its name and its entries. */
    private static final int BRACES = 2;

    /** More key-values than this are not searched for clashes pair by pair. */
    private static final int MANY = 32;

    private final RecordView<E> view;
    private final Names names;
    private final ValueWriter values;
    private final LineCounts counts;
    private final int valueBytes;
    private final Map<String, @Nullable Object> statics;
    private final byte[] staticBytes;
    private final byte @Nullable [] group;

    /**
     * Extras under these rules.
     *
     * @param view shows the events
     * @param names names of extras
     * @param values writes their values
     * @param counts where moved fields are counted
     * @param valueBytes how long a value may be
     * @param statics static fields by the name shown
     * @param rules how extras stand in the line
     */
    Extras(
            RecordView<E> view,
            Names names,
            ValueWriter values,
            LineCounts counts,
            int valueBytes,
            Map<String, @Nullable Object> statics,
            ExtraRules rules) {
        this.view = view;
        this.names = names;
        this.values = values;
        this.counts = counts;
        this.valueBytes = valueBytes;
        this.statics = statics;
        this.staticBytes = encoded(statics);
        this.group = rules.field() == null ? null : Ascii.member(rules.field());
    }

    int staticBytes() {
        return staticBytes.length;
    }

    /** Writes up to the writer's limit, which stays as it is. */
    void write(E event, LineWriter out) {
        int end = out.limit();
        if (group == null) {
            writeEntries(event, out, end);
        } else {
            if (staticBytes.length > 0) {
                out.member(staticBytes);
            }
            writeGroup(group, event, out, end);
        }
        out.limit(end);
    }

    /** The object is left out where nothing is in it. */
    private void writeGroup(byte[] member, E event, LineWriter out, int end) {
        int mark = out.position();
        if (end - mark <= member.length + BRACES) {
            out.markCut();
            return;
        }
        out.member(member);
        out.put('{');
        int inside = out.position();
        writeEntries(event, out, end - 1);
        if (out.position() == inside) {
            out.rollback(mark);
        } else {
            out.put('}');
        }
    }

    private void writeEntries(E event, LineWriter out, int end) {
        int mark = out.position();
        Attached attached = out.scratch().attached();
        attached.clear();
        view.attached(event, attached);
        if (attached.size() > 0 || !writeSimply(event, out, end)) {
            out.rollback(mark);
            writeMerged(event, out, end);
            attached.clear();
        }
    }

    /** Answers false where names clash; what is written until then is to be taken back. */
    private boolean writeSimply(E event, LineWriter out, int end) {
        if (group == null && staticBytes.length > 0) {
            out.member(staticBytes);
        }
        return writeContext(event, out, end) && writeKeyValues(event, out, end);
    }

    /** The value under a key, wherever it comes from; null when there is none. */
    @Nullable
    Object find(E event, String key) {
        for (int i = view.keyValues(event) - 1; i >= 0; i--) {
            if (key.equals(view.key(event, i))) {
                return view.value(event, i);
            }
        }
        return view.contextValue(event, key);
    }

    private boolean writeContext(E event, LineWriter out, int end) {
        Object identity = view.contextIdentity(event);
        ContextFragment known = out.scratch().fragment();
        if (known != null
                && known.identity() == identity
                && known.owner() == this
                && end - out.position() > known.bytes().length) {
            if (known.bytes().length > 0) {
                out.member(known.bytes());
            }
            count(known.moved());
            out.scratch().latest(known.names(), known.mask());
            return true;
        }
        return encodeContext(event, identity, out, end);
    }

    private boolean encodeContext(E event, @Nullable Object identity, LineWriter out, int end) {
        ContextEntries entries = out.scratch().context();
        entries.clear();
        view.context(event, entries);
        Name[] shown = new Name[entries.size()];
        long mask = 0;
        int moved = 0;
        int mark = out.position();
        for (int i = 0; i < shown.length; i++) {
            Name name = names.of(entries.key(i));
            if (clashes(name, mask, shown, i)) {
                return false;
            }
            shown[i] = name;
            mask |= name.bit();
            moved += name.moved() ? 1 : 0;
            if (!extra(name, entries.value(i), out, end)) {
                break;
            }
        }
        count(moved);
        out.scratch().latest(shown, mask);
        if (identity != null && !out.isCut() && out.position() - mark <= MAX_FRAGMENT_BYTES) {
            byte[] bytes = fragment(out, mark);
            out.scratch().fragment(new ContextFragment(this, identity, bytes, shown, mask, moved));
        }
        return true;
    }

    /** With its leading comma, even where the object began with it. */
    private static byte[] fragment(LineWriter out, int mark) {
        int length = out.position() - mark;
        if (length == 0) {
            return NOTHING;
        }
        int comma = out.array()[mark] == ',' ? 0 : 1;
        byte[] bytes = new byte[comma + length];
        bytes[0] = ',';
        System.arraycopy(out.array(), mark, bytes, comma, length);
        return bytes;
    }

    private boolean writeKeyValues(E event, LineWriter out, int end) {
        int size = view.keyValues(event);
        if (size > MANY) {
            return false;
        }
        long mask = out.scratch().latestMask();
        for (int i = 0; i < size; i++) {
            Name name = names.of(view.key(event, i));
            if (name.fixed() || ((mask & name.bit()) != 0 && isTaken(name, event, i, out))) {
                return false;
            }
            mask |= name.bit();
            count(name.moved() ? 1 : 0);
            if (!extra(name, view.value(event, i), out, end)) {
                break;
            }
        }
        return true;
    }

    private boolean isTaken(Name name, E event, int before, LineWriter out) {
        for (Name other : out.scratch().latestNames()) {
            if (other != null && name.shows(other)) {
                return true;
            }
        }
        for (int i = 0; i < before; i++) {
            if (name.shows(names.of(view.key(event, i)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean clashes(Name name, long mask, Name[] others, int size) {
        if (name.fixed()) {
            return true;
        }
        for (int i = 0; (mask & name.bit()) != 0 && i < size; i++) {
            if (name.shows(others[i])) {
                return true;
            }
        }
        return false;
    }

    /** Answers false when there is no more room. */
    private boolean extra(Name name, @Nullable Object value, LineWriter out, int end) {
        if (name.placed()) {
            return true;
        }
        if (end - out.position() <= name.member().length) {
            out.markCut();
            return false;
        }
        out.limit(Math.min(end, out.position() + name.member().length + valueBytes));
        values.write(name, value, out);
        return true;
    }

    private void writeMerged(E event, LineWriter out, int end) {
        Map<String, Extra> merged = new LinkedHashMap<>();
        if (group == null) {
            statics.forEach((shown, value) -> merged.put(shown, new Extra(names.constant(shown), value)));
        }
        ContextEntries entries = out.scratch().context();
        entries.clear();
        view.context(event, entries);
        for (int i = 0; i < entries.size(); i++) {
            merge(entries.key(i), entries.value(i), merged);
        }
        for (int i = 0; i < view.keyValues(event); i++) {
            merge(view.key(event, i), view.value(event, i), merged);
        }
        Attached attached = out.scratch().attached();
        for (int i = 0; i < attached.size(); i++) {
            merge(attached.key(i), attached.value(i), merged);
        }
        for (Extra extra : merged.values()) {
            count(extra.name().moved() ? 1 : 0);
            if (!extra(extra.name(), extra.value(), out, end)) {
                return;
            }
        }
    }

    private void merge(@Nullable String key, @Nullable Object value, Map<String, Extra> merged) {
        Name name = names.of(key);
        if (!name.placed()) {
            merged.put(name.shown(), new Extra(name, value));
        }
    }

    private void count(int moved) {
        for (int i = 0; i < moved; i++) {
            counts.movedField();
        }
    }

    private byte[] encoded(Map<String, @Nullable Object> fields) {
        LineWriter out = new LineWriter();
        out.put(' ');
        fields.forEach((shown, value) -> values.write(names.constant(shown), value, out));
        byte[] bytes = Ascii.written(out);
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    private record Extra(Name name, @Nullable Object value) {}
}
