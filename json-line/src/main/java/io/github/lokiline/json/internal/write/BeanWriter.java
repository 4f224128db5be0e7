package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.internal.extra.FieldName;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of one object as they come, as from Jackson's generators, by the rules of {@link ValueWriter}: secrets
 * are masked, no name occurs in an object twice, and at the writer's limit all ends. Checks the order of the parts. Owned by
 * one call at a time.
 *
 * <p>Errors: throws {@link Stop} once nothing more is shown, so that a large or endless object ends early, and where a
 * container contains itself.
 */
public final class BeanWriter {
    /** Most parts that are passed over, as those of a secret, and most levels of them. */
    private static final int MOST_SKIPPED = 10_000;

    private static final int MOST_SKIPPED_LEVELS = 32;

    /** A mark: the position, the number of failed values (less than a line's bytes) and the open levels. */
    private static final int POSITION_SHIFT = 32;

    private static final int FAILED_SHIFT = 8;
    private static final int MOST_LEVELS = (1 << FAILED_SHIFT) - 1;

    private final Utf8JsonWriter out;
    private final List<DistinctNames> taken = new ArrayList<>(4);
    private Object root = this;
    private ValueWriter values = ValueWriter.PLAIN;
    private int mark;

    /** One bit per open container, from the lowest: 1 for an object. */
    private long objects;

    private int open;
    private boolean named;
    private boolean hidden;
    private int skippedLevels;
    private int skipped;
    private boolean stopped;

    BeanWriter(Utf8JsonWriter out) {
        this.out = out;
    }

    /** Returns a writer for an object outside a line, to see how it is written. */
    public static BeanWriter outsideLine(Object object) {
        BeanWriter writer = new BeanWriter(new Utf8JsonWriter());
        writer.start(object, ValueWriter.PLAIN);
        return writer;
    }

    /** Starts another object outside a line; what was written of the one before is gone. */
    public void restart(Object object) {
        out.rewind();
        start(object, ValueWriter.PLAIN);
    }

    /** Returns what is written of an object outside a line. */
    public String text() {
        return new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
    }

    /** Starts an object where the line ends now. */
    void start(Object object, ValueWriter rules) {
        root = object;
        values = rules;
        mark = out.position();
        open = 0;
        named = false;
        hidden = false;
        skippedLevels = 0;
        skipped = 0;
        stopped = false;
    }

    /**
     * Opens an object or an array.
     *
     * @param isObject true for an object
     * @param owner the value that it shows; null if unknown
     */
    public void begin(boolean isObject, @Nullable Object owner) {
        if (!takes()) {
            skipLevel();
            return;
        }
        String fault = fault(owner);
        if (fault != null) {
            fail(fault);
            throw new Stop();
        }
        out.scratch().enter(owner == null ? this : owner);
        objects = isObject ? objects | (1L << open) : objects & ~(1L << open);
        if (isObject) {
            out.beginObject();
            prepareNames();
        } else {
            out.beginArray();
        }
        open++;
    }

    private @Nullable String fault(@Nullable Object owner) {
        if (out.scratch().depth() == LineState.MAX_DEPTH) {
            return ValueWriter.TOO_DEEP;
        }
        boolean isRoot = owner == root && open == 0;
        return owner != null && !isRoot && out.scratch().isOpen(owner) ? ValueWriter.CYCLE : null;
    }

    private void fail(String fault) {
        out.markCut();
        values.fail(new IllegalStateException(fault), out);
    }

    /**
     * Writes an error in place of an object that is being written already or is nested too deep, and nothing in place of
     * one that is not shown.
     *
     * @return true if the object must not be written
     */
    public boolean refuses(Object owner) {
        if (skippedLevels > 0 || hidden) {
            takes();
            return true;
        }
        String fault = fault(owner);
        if (fault != null && takes()) {
            fail(fault);
        }
        return fault != null;
    }

    /** Returns the place before a property, for {@link #recover}. */
    public long mark() {
        return (long) out.position() << POSITION_SHIFT
                | out.scratch().failedValues() << FAILED_SHIFT
                | (open + skippedLevels);
    }

    /**
     * Replaces what a failed property wrote by an error, so that the next one can follow; what was written of a container
     * up to where it contains itself stays.
     *
     * @param mark the place before the property
     * @param name of the property
     */
    public void recover(long mark, String name, Throwable failure) {
        if (stopped) {
            throw new Stop();
        }
        leaveTo((int) mark & MOST_LEVELS);
        if (failure instanceof Stop || skippedLevels > 0) {
            return;
        }
        out.scratch().failedValues((int) mark >>> FAILED_SHIFT);
        int start = (int) (mark >>> POSITION_SHIFT);
        FieldName field = values.nameOf(name);
        boolean isNamed = out.position() > start && taken.get(open - 1).isLast(field);
        out.rollback(start);
        if (isNamed) {
            start(field);
        } else {
            name(name);
        }
        if (takes()) {
            values.fail(failure, out);
        }
    }

    private void leaveTo(int level) {
        named = false;
        hidden = false;
        skippedLevels = Math.max(0, level - open);
        while (open > level) {
            close();
        }
    }

    private void prepareNames() {
        while (taken.size() <= open) {
            taken.add(new DistinctNames());
        }
    }

    /** Closes what was opened last. */
    public void end() {
        if (skippedLevels > 0) {
            skippedLevels--;
        } else if (open == 0 || named) {
            throw new IllegalStateException("an end where a value is due");
        } else {
            close();
        }
    }

    private void close() {
        open--;
        if (isObject(open)) {
            taken.get(open).clear();
            out.put('}');
        } else {
            out.put(']');
        }
        out.scratch().leave(out.scratch().depth() - 1);
    }

    private boolean isObject(int level) {
        return (objects >> level & 1) != 0;
    }

    public void name(String name) {
        if (skippedLevels > 0) {
            return;
        }
        if (named || open == 0 || !isObject(open - 1)) {
            throw new IllegalStateException("a name where none is due");
        }
        FieldName field = values.nameOf(name);
        stopIf(ValueWriter.isFull(field.member().length, out));
        if (taken.get(open - 1).add(field)) {
            start(field);
        } else {
            named = true;
            hidden = true;
        }
    }

    private void start(FieldName field) {
        named = true;
        hidden = field.secret();
        ValueWriter.start(field, out);
    }

    /** Returns whether the part that follows is shown. */
    private boolean takes() {
        if (skippedLevels > 0) {
            skipIf(++skipped > MOST_SKIPPED);
            return false;
        }
        boolean inObject = open > 0 && isObject(open - 1);
        if (inObject ? !named : open == 0 && out.position() != mark) {
            throw new IllegalStateException("a value where none is due");
        }
        stopIf(open > 0 && !inObject && ValueWriter.isFull(0, out));
        boolean isShown = !hidden;
        named = false;
        hidden = false;
        return isShown;
    }

    private void skipLevel() {
        skipIf(++skippedLevels > MOST_SKIPPED_LEVELS);
    }

    /** Ends the property around. */
    private void skipIf(boolean isEnough) {
        if (isEnough) {
            out.markCut();
            throw new Stop();
        }
    }

    /** Ends the whole object. */
    private void stopIf(boolean isFull) {
        if (isFull) {
            stopped = true;
            out.markCut();
            throw new Stop();
        }
    }

    public void string(String value) {
        if (takes()) {
            out.string(value);
        }
    }

    public void number(long value) {
        if (takes()) {
            NumberWriter.write(value, out);
        }
    }

    public void number(double value) {
        if (takes()) {
            NumberWriter.write(value, out);
        }
    }

    /** Writes a number by its text, a string where that is no number of JSON. */
    public void numeral(String text) {
        if (takes()) {
            NumberWriter.text(text, out);
        }
    }

    /** Writes any value by the line's own rules; of the object itself, which nobody could take apart, its text. */
    public void value(@Nullable Object value) {
        if (takes()) {
            values.write(value == root ? root.toString() : value, out);
        }
    }

    /** Writes the parts of a JSON text; of any other text what {@link EmbeddedJson} shows. */
    public void json(String text) {
        if (takes()) {
            values.write(EmbeddedJson.value(text, values), out);
        }
    }

    /** Writes a name and any value; to be called inside an object that is shown. */
    public void property(String name, @Nullable Object value) {
        FieldName field = values.nameOf(name);
        stopIf(ValueWriter.isFull(field.member().length, out));
        if (taken.get(open - 1).add(field)) {
            ValueWriter.start(field, out);
            if (!field.secret()) {
                values.write(value == root ? root.toString() : value, out);
            }
        }
    }

    /** Returns whether nothing more is shown. */
    public boolean isStopped() {
        return stopped;
    }

    /** Closes what is still open. */
    void finish() {
        if (out.position() == mark || (named && !hidden)) {
            out.nil();
        }
        while (open > 0) {
            close();
        }
        root = this;
    }

    /** Ends the writing of an object of which nothing more is shown. Immutable, without a stack trace. */
    public static final class Stop extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private Stop() {
            super(null, null, false, false);
        }
    }
}
