package io.github.lokiline.json;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What writing one line needs to remember on the way. Owned by its {@link LineWriter}. */
final class Scratch {
    static final int MAX_DEPTH = 32;

    /** The line, all extras together, the context, the key-values. */
    static final int MAX_OBJECTS = 4;

    /** A room that one long message has made larger is not kept. */
    private static final int MAX_KEPT_CHARS = 8 * 1024;

    private final @Nullable Object[] open = new Object[MAX_DEPTH];
    private final ContextEntries context = new ContextEntries();
    private final CallFields callFields = new CallFields();
    private final @Nullable TakenNames[] taken = new TakenNames[MAX_OBJECTS];
    private final TraceBlocks trace = new TraceBlocks();
    private StringBuilder room = new StringBuilder();
    private @Nullable ContextFragment fragment;
    private long sequence;
    private boolean again;
    private int messageBytes;
    private int stackBytes;
    private int failedValues;
    private int movedFields;
    private boolean leftOut;
    private int depth;

    void clear() {
        again = false;
        Arrays.fill(open, 0, depth, null);
        depth = 0;
        messageBytes = 0;
        stackBytes = 0;
        failedValues = 0;
        movedFields = 0;
        leftOut = false;
    }

    /** Empty room for one text, until the next one is asked for. */
    StringBuilder room() {
        if (room.capacity() > MAX_KEPT_CHARS) {
            room = new StringBuilder();
        }
        room.setLength(0);
        return room;
    }

    /** The line is written once more, because it grew too long. */
    void again() {
        again = true;
    }

    /** The line's number: the next one, unless the line is written once more. */
    long sequence(AtomicLong numbers) {
        if (!again) {
            sequence = numbers.incrementAndGet();
        }
        return sequence;
    }

    /** How many values show that they failed. */
    int failedValues() {
        return failedValues;
    }

    void failedValue() {
        failedValues++;
    }

    /** What failed since there were so many is taken back with what was written. */
    void failedValues(int before) {
        failedValues = before;
    }

    int movedFields() {
        return movedFields;
    }

    void movedFields(int moved) {
        movedFields = moved;
    }

    /** Whether something was left out where there was no writer to say so. */
    boolean leftOut() {
        return leftOut;
    }

    void leaveOut() {
        leftOut = true;
    }

    int depth() {
        return depth;
    }

    /** Whether the container is being written at this moment, so that writing it again would never end. */
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

    void leave(int toDepth) {
        while (depth > toDepth) {
            open[--depth] = null;
        }
    }

    /** Entries of the context of this line, refilled for each. */
    ContextEntries context() {
        return context;
    }

    /** Fields made of the arguments and markers of this line, refilled for each. */
    CallFields callFields() {
        return callFields;
    }

    /** The exceptions of the trace being written. */
    TraceBlocks trace() {
        return trace;
    }

    /** The context as last encoded; whoever uses it checks whose it is. */
    @Nullable
    ContextFragment fragment() {
        return fragment;
    }

    void fragment(ContextFragment latest) {
        fragment = latest;
    }

    /** The last one, which is no longer known here: what fails while its bytes are written over must leave no trace. */
    @Nullable
    ContextFragment takeFragment() {
        ContextFragment taken = fragment;
        fragment = null;
        return taken;
    }

    /** The names in one of the line's objects: 0 for the line itself. */
    TakenNames taken(int object) {
        TakenNames names = taken[object];
        if (names == null) {
            names = new TakenNames();
            taken[object] = names;
        }
        return names;
    }

    /** How long this line's message and trace came out. */
    void measure(Field.Kind kind, int bytes) {
        if (kind == Field.Kind.MESSAGE) {
            messageBytes = bytes;
        } else if (kind == Field.Kind.STACK) {
            stackBytes = bytes;
        }
    }

    int messageBytes() {
        return messageBytes;
    }

    int stackBytes() {
        return stackBytes;
    }
}
