package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.internal.extra.FieldName;
import io.github.lokiline.json.internal.jackson.BeanParts;
import io.github.lokiline.json.internal.jackson.StopException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of one object as they come, by the rules of {@link ValueWriter}: secrets are masked, no name occurs in
 * an object twice, and at the writer's limit all ends. Owned by one call at a time.
 */
final class BeanWriter implements BeanParts {
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

    @Override
    public void begin(boolean isObject, @Nullable Object owner) {
        if (!takes()) {
            skipLevel();
            return;
        }
        String fault = fault(owner);
        if (fault != null) {
            fail(fault);
            throw new StopException();
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

    @Override
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

    @Override
    public long mark() {
        return (long) out.position() << POSITION_SHIFT
                | out.scratch().failedValues() << FAILED_SHIFT
                | (open + skippedLevels);
    }

    @Override
    public void recover(long mark, String name, Throwable failure) {
        if (stopped) {
            throw new StopException();
        }
        leaveTo((int) mark & MOST_LEVELS);
        if (failure instanceof StopException || skippedLevels > 0) {
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

    @Override
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

    @Override
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
            throw new StopException();
        }
    }

    /** Ends the whole object. */
    private void stopIf(boolean isFull) {
        if (isFull) {
            stopped = true;
            out.markCut();
            throw new StopException();
        }
    }

    @Override
    public void string(String value) {
        if (takes()) {
            out.string(value);
        }
    }

    @Override
    public void number(long value) {
        if (takes()) {
            NumberWriter.write(value, out);
        }
    }

    @Override
    public void number(double value) {
        if (takes()) {
            NumberWriter.write(value, out);
        }
    }

    @Override
    public void numeral(String text) {
        if (takes()) {
            NumberWriter.text(text, out);
        }
    }

    /** Writes a value; of the object itself, which nobody could take apart, its text. */
    @Override
    public void value(@Nullable Object value) {
        if (takes()) {
            values.write(value == root ? root.toString() : value, out);
        }
    }

    @Override
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

    @Override
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
}
