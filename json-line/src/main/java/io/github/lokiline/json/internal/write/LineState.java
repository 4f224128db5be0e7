package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.internal.extra.DirectFields;
import io.github.lokiline.json.internal.extra.FieldBuffer;
import io.github.lokiline.json.internal.extra.SortedMdc;
import io.github.lokiline.json.internal.field.EncodedField;
import io.github.lokiline.json.internal.trace.ThrowableChain;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** State of the line being written, reused from line to line. Owned by its {@link Utf8JsonWriter}. */
public final class LineState {
    public static final int MAX_DEPTH = 32;

    /** Capacity above which the builder of messages is discarded. */
    private static final int MAX_KEPT_CHARS = 8 * 1024;

    private final @Nullable Object[] open = new Object[MAX_DEPTH];
    private final SortedMdc context = new SortedMdc();
    private final FieldBuffer callFields = new FieldBuffer();
    private final DirectFields fields;
    private final ThreadLabel thread = new ThreadLabel();
    private final ThrowableChain trace = new ThrowableChain();
    private final Utf8JsonWriter out;
    private @Nullable BeanWriter idle;
    private StringBuilder room = new StringBuilder();
    private long sequence;
    private boolean again;
    private int messageBytes;
    private int stackBytes;
    private int failedValues;
    private int movedFields;
    private boolean leftOut;
    private int depth;

    public LineState(Utf8JsonWriter out) {
        this.out = out;
        this.fields = new DirectFields(out);
    }

    public void clear() {
        again = false;
        Arrays.fill(open, 0, depth, null);
        depth = 0;
        messageBytes = 0;
        stackBytes = 0;
        failedValues = 0;
        movedFields = 0;
        leftOut = false;
    }

    /** Returns an empty builder, valid until the next call. */
    public StringBuilder room() {
        if (room.capacity() > MAX_KEPT_CHARS) {
            room = new StringBuilder();
        }
        room.setLength(0);
        return room;
    }

    /** Marks that the same line is written once more, because it is too long. */
    public void again() {
        again = true;
    }

    /** Returns the line's number: the next one, unless the line is written once more. */
    public long sequence(AtomicLong numbers) {
        if (!again) {
            sequence = numbers.incrementAndGet();
        }
        return sequence;
    }

    /** Returns the number of error texts in the line. */
    public int failedValues() {
        return failedValues;
    }

    public void failedValue() {
        failedValues++;
    }

    /** Resets the number of error texts after a rollback. */
    public void failedValues(int before) {
        failedValues = before;
    }

    public int movedFields() {
        return movedFields;
    }

    public void movedFields(int moved) {
        movedFields = moved;
    }

    /** Returns whether a field was left out by code that has no writer to mark as cut. */
    public boolean leftOut() {
        return leftOut;
    }

    public void leaveOut() {
        leftOut = true;
    }

    int depth() {
        return depth;
    }

    /** Returns whether the container is being written, so that writing it again would never end. */
    boolean isOpen(Object container) {
        for (int i = 0; i < depth; i++) {
            if (open[i] == container) {
                return true;
            }
        }
        return false;
    }

    void enter(Object container) {
        open[depth++] = container;
    }

    public void leave(int toDepth) {
        while (depth > toDepth) {
            open[--depth] = null;
        }
    }

    /** Returns a writer that no object uses. */
    BeanWriter takeBeanWriter() {
        BeanWriter taken = idle == null ? new BeanWriter(out) : idle;
        idle = null;
        return taken;
    }

    /** Keeps a writer for the next object; one whose object failed is lost. */
    void release(BeanWriter finished) {
        idle = finished;
    }

    /** Returns the sorted entries of the diagnostic context, filled for each line. */
    public SortedMdc context() {
        return context;
    }

    /** Returns the fields from arguments and markers, filled for each line. */
    public FieldBuffer callFields() {
        return callFields;
    }

    /** Returns the exceptions of the stack trace being written. */
    public ThrowableChain trace() {
        return trace;
    }

    /** Returns the additional fields of the line being written. */
    public DirectFields fields() {
        return fields;
    }

    /** Returns the name of the thread whose event was written last. */
    public ThreadLabel thread() {
        return thread;
    }

    /** Records the length of the message or stack trace. */
    public void measure(EncodedField.Kind kind, int bytes) {
        if (kind == EncodedField.Kind.MESSAGE) {
            messageBytes = bytes;
        } else if (kind == EncodedField.Kind.STACK) {
            stackBytes = bytes;
        }
    }

    public int messageBytes() {
        return messageBytes;
    }

    public int stackBytes() {
        return stackBytes;
    }

    /**
     * The bytes of the latest thread's name: a thread mostly gets the same writer again. Owned by its writer.
     *
     * <p>Unlike a cache of many names, it keeps nothing of threads that log once, as virtual threads do.
     */
    public static final class ThreadLabel {
        private static final int MAX_BYTES = 128;

        private final byte[] bytes = new byte[MAX_BYTES];
        private int length;
        private @Nullable String text;
        private @Nullable Object owner;

        /**
         * Writes a name as a string that is not redacted.
         *
         * @param rules the encoder, since each has rules of its own for what is escaped
         * @param name of the thread
         * @param out where to write
         */
        @SuppressWarnings("ReferenceEquality") // a thread returns the same object again and again
        public void write(Object rules, @Nullable String name, Utf8JsonWriter out) {
            if (name != null && name == text && rules == owner && length <= out.limit() - out.position()) {
                out.separate();
                out.raw(bytes, 0, length);
                return;
            }
            if (name == null) {
                out.nil();
                return;
            }
            out.separate();
            int start = out.position();
            out.quoted(name);
            int end = out.position();
            text = null;
            if (end - start <= MAX_BYTES && !out.isCut()) {
                System.arraycopy(out.array(), start, bytes, 0, end - start);
                length = end - start;
                text = name;
                owner = rules;
            }
        }
    }
}
