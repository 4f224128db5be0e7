package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.internal.extra.FieldName;
import io.github.lokiline.json.internal.extra.FieldNameCache;
import io.github.lokiline.json.internal.jackson.BeanParts;
import io.github.lokiline.json.internal.jackson.StopException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of one object as they come, by the rules of {@link ValueWriter}: secrets are masked, no name occurs in
 * an object twice, and at the writer's limit all ends. Owned by one call.
 */
final class BeanWriter implements BeanParts {
    /** Most parts that are passed over, as those of a secret, and most levels of them. */
    private static final int MOST_SKIPPED = 10_000;

    private static final int MOST_SKIPPED_LEVELS = 32;

    private final Object root;
    private final ValueWriter values;
    private final FieldNameCache names;
    private final Utf8JsonWriter out;
    private final int mark;
    private final List<DistinctNames> taken = new ArrayList<>(4);

    /** One bit per open container, from the lowest: 1 for an object. */
    private long objects;

    private int open;
    private boolean named;
    private boolean hidden;
    private int skippedLevels;
    private int skipped;
    private boolean stopped;

    BeanWriter(Object root, ValueWriter values, FieldNameCache names, Utf8JsonWriter out) {
        this.root = root;
        this.values = values;
        this.names = names;
        this.out = out;
        this.mark = out.position();
    }

    @Override
    public void begin(boolean isObject, @Nullable Object owner) {
        if (!takes()) {
            skipLevel();
            return;
        }
        String fault = fault(owner);
        if (fault != null) {
            values.fail(new IllegalStateException(fault), out);
            skipLevel();
            return;
        }
        out.scratch().enter(owner == null ? this : owner);
        objects = isObject ? objects | (1L << open) : objects & ~(1L << open);
        if (isObject) {
            out.beginObject();
            clearNames();
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

    private void clearNames() {
        while (taken.size() <= open) {
            taken.add(new DistinctNames());
        }
        taken.get(open).clear();
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
        out.put(isObject(open) ? '}' : ']');
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
        FieldName field = names.of(name);
        stopIf(ValueWriter.isFull(field.member().length, out));
        named = true;
        hidden = !taken.get(open - 1).add(field);
        if (!hidden) {
            hidden = field.secret();
            ValueWriter.start(field, out);
        }
    }

    /** Returns whether the part that follows is shown. */
    private boolean takes() {
        if (skippedLevels > 0) {
            stopIf(++skipped > MOST_SKIPPED);
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
        stopIf(++skippedLevels > MOST_SKIPPED_LEVELS);
    }

    private void stopIf(boolean isEnough) {
        if (isEnough) {
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
    }
}
