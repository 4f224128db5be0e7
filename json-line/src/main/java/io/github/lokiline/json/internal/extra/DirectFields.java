package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.config.Omission;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.internal.write.ValueWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes additional fields as they come, until one cannot be written without regard to the others: two fields of an object
 * have the same name, or dots nest. Owned by one thread at a time, as its writer is.
 *
 * <p>A diagnostic context that stays the same from event to event is encoded once. The names of the previous line stay in
 * their array and are replaced only where they differ: lines have the same names again and again, and a reference stored
 * into an old object costs the collector's barrier.
 */
public final class DirectFields implements FieldSink {
    /** The most fields of a call whose names are compared one by one. */
    private static final int MOST_COMPARED = 32;

    private static final int MAX_CONTEXT_BYTES = 4096;
    private static final byte[] NOTHING = {};

    private final Utf8JsonWriter out;
    private FieldName[] names = new FieldName[16];
    private @Nullable EncodedContext context;
    private ValueWriter values = ValueWriter.PLAIN;
    private Omission omission = Omission.NOTHING;
    private int valueBytes;
    private int end;
    private boolean clashing;

    // The object being written: its names are those from first to size, and those of the context.
    private int first;
    private int size;
    private long mask;
    private boolean hasContext;

    // All objects of the line.
    private int count;
    private int moved;

    // Where the context began.
    private int contextMark;
    private int contextFirst;

    public DirectFields(Utf8JsonWriter out) {
        this.out = out;
    }

    /**
     * Begins the additional fields of a line.
     *
     * @param writer writes the values
     * @param left the values whose fields are left out
     * @param mostValueBytes the most bytes of a value
     * @param lineEnd the position that no field may pass
     */
    @SuppressWarnings("ReferenceEquality") // to store it or not
    void begin(ValueWriter writer, Omission left, int mostValueBytes, int lineEnd) {
        if (values != writer) {
            values = writer;
            omission = left;
        }
        valueBytes = mostValueBytes;
        end = lineEnd;
        clashing = false;
        first = 0;
        size = 0;
        mask = 0;
        hasContext = false;
        count = 0;
        moved = 0;
    }

    /** Returns whether a field needs a look at all the others; what is written has then to be taken back. */
    boolean isClashing() {
        return clashing;
    }

    /** Returns the number of fields in all objects. */
    int count() {
        return count;
    }

    /** Returns the number of fields that had to make way for a built-in field. */
    int moved() {
        return moved;
    }

    @Override
    public boolean expect(int fields) {
        clashing |= fields > MOST_COMPARED;
        return !clashing;
    }

    @Override
    public boolean add(FieldName name, @Nullable Object value) {
        if (name.ignored()) {
            return true;
        }
        if (name.entangled() || !take(name)) {
            clashing = true;
            return false;
        }
        return name.placed() || write(name, value);
    }

    /** Writes the object's name even where there is no room left: no field then follows it, and it is taken back. */
    @Override
    public <E> void addObject(FieldSource.NestedObject<E> object, E event) {
        int outerFirst = first;
        int outerSize = size;
        long outerMask = mask;
        boolean outerHasContext = hasContext;
        first = size;
        mask = 0;
        hasContext = false;
        int mark = out.position();
        int start = open(object.name());
        List<FieldSource<E>> sources = object.sources();
        for (int i = 0; i < sources.size() && !clashing; i++) {
            sources.get(i).emit(event, out.scratch(), this);
        }
        close(mark, start);
        first = outerFirst;
        size = outerSize;
        mask = outerMask;
        hasContext = outerHasContext;
    }

    int position() {
        return out.position();
    }

    /** Writes the name and brace of an object; returns the position of its first field. */
    int open(FieldName name) {
        out.member(name.member());
        out.put('{');
        end--;
        return out.position();
    }

    /** Closes an object, or rolls back to the mark if it is empty. */
    void close(int mark, int start) {
        end++;
        if (out.position() == start) {
            out.rollback(mark);
        } else {
            out.put('}');
        }
    }

    /** Writes a field within its limits; returns false if there is no more room. */
    boolean write(FieldName name, @Nullable Object value) {
        int nameEnd = out.position() + name.member().length;
        if (end <= nameEnd) {
            out.markCut();
            return false;
        }
        int mark = out.position();
        out.limit(Math.min(end, nameEnd + valueBytes));
        values.write(name, value, out);
        if (omission != Omission.NOTHING) {
            omission.apply(mark, out);
        }
        return true;
    }

    /** Writes a field of every line whole: room for it is reserved. */
    void writeWhole(FieldName name, @Nullable Object value) {
        out.limit(Utf8JsonWriter.NO_LIMIT);
        values.write(name, value, out);
    }

    @Override
    public boolean beginContext(Object owner, @Nullable Object identity) {
        EncodedContext known = context;
        if (known == null
                || known.identity() != identity
                || known.owner() != owner
                || end - out.position() <= known.bytes().length) {
            contextMark = out.position();
            contextFirst = size;
            return false;
        }
        if ((mask & known.mask()) != 0 && isAnyTaken(known.names())) {
            clashing = true;
            return true;
        }
        hasContext = true;
        mask |= known.mask();
        count += known.names().length;
        moved += known.moved();
        if (known.bytes().length > 0) {
            out.member(known.bytes());
        }
        return true;
    }

    @Override
    public void endContext(Object owner, @Nullable Object identity) {
        if (identity == null || clashing || out.isCut() || out.position() - contextMark > MAX_CONTEXT_BYTES) {
            return;
        }
        FieldName[] part = Arrays.copyOfRange(names, contextFirst, size);
        long bits = 0;
        int movedPart = 0;
        for (FieldName name : part) {
            bits |= name.bit();
            movedPart += name.moved() ? 1 : 0;
        }
        context = new EncodedContext(owner, identity, contextBytes(), part, bits, movedPart);
    }

    /**
     * Returns the context with its leading comma, even where the object began with it. Reuses the array of the previous
     * context if it fits: the contexts of one service mostly have one length. The previous context is forgotten before,
     * so that a failure in between leaves none with another's bytes.
     */
    private byte[] contextBytes() {
        int length = out.position() - contextMark;
        if (length == 0) {
            return NOTHING;
        }
        int comma = out.array()[contextMark] == ',' ? 0 : 1;
        EncodedContext previous = context;
        context = null;
        byte[] bytes = previous != null && previous.bytes().length == comma + length
                ? previous.bytes()
                : new byte[comma + length];
        bytes[0] = ',';
        System.arraycopy(out.array(), contextMark, bytes, comma, length);
        return bytes;
    }

    /** Adds a name to the object; returns false if it is taken. */
    @SuppressWarnings("ReferenceEquality") // to store it or not
    private boolean take(FieldName name) {
        if ((mask & name.bit()) != 0 && isTaken(name)) {
            return false;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
        }
        if (names[size] != name) {
            names[size] = name;
        }
        size++;
        count++;
        mask |= name.bit();
        if (name.moved()) {
            moved++;
        }
        return true;
    }

    private boolean isAnyTaken(FieldName[] others) {
        for (FieldName other : others) {
            if ((mask & other.bit()) != 0 && isTaken(other)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTaken(FieldName name) {
        return isAmong(names, first, size, name)
                || (hasContext && context != null && isAmong(context.names(), 0, context.names().length, name));
    }

    private static boolean isAmong(FieldName[] some, int from, int to, FieldName name) {
        for (int i = from; i < to; i++) {
            if (name.shows(some[i])) {
                return true;
            }
        }
        return false;
    }

    /**
     * A diagnostic context as encoded by one {@link ContextSource}, for the next event with the same context. Immutable
     * until its successor is made, which may reuse the bytes.
     *
     * @param owner the source, whose settings decided how the context was encoded
     * @param identity represents the context
     * @param bytes {@code ,"key":"value"} for each entry, sorted
     * @param names the names in it
     * @param mask the bits of the names, to see at once that a name is not among them
     * @param moved the number of names that had to make way for a built-in field
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record EncodedContext(
            Object owner, Object identity, byte[] bytes, FieldName[] names, long mask, int moved) {}
}
