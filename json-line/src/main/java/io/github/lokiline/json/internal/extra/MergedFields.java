package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.config.DuplicateKeyPolicy;
import io.github.lokiline.json.internal.config.ExtraFieldsConfig;
import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.ValueWriter.LiteralValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The additional fields of one object of a line, collected before they are written: the slow way, for names that clash or
 * nest. Owned by one call.
 *
 * <p>Every name occurs once. With nested dots, a part that is no object, because a field or the line itself has its name,
 * stays in one name with the rest; a field whose name an object has gets {@code _} added to its own, and another one if
 * this is the name of a field with another key:
 *
 * <pre>{@code
 * a=1, a.b=2          {"a":1,"a.b":2}
 * a.b=2, a=1          {"a":{"b":2},"a_":1}
 * a.b=2, a_=5, a=1    {"a":{"b":2},"a_":5,"a__":1}
 * }</pre>
 */
final class MergedFields implements FieldSink {
    private final Map<String, Member> byName = new LinkedHashMap<>();
    private final Set<String> builtIn;
    private final LineState state;
    private final Tally tally;

    /**
     * Creates an empty object.
     *
     * @param builtIn names that the object has already
     * @param state buffers of the writer
     * @param tally the counts of the whole line
     */
    MergedFields(Set<String> builtIn, LineState state, Tally tally) {
        this.builtIn = builtIn;
        this.state = state;
        this.tally = tally;
    }

    /** Adds the fields of a source; if it fails, those before the failure. */
    <E> void take(FieldSource<E> source, E event) {
        try {
            source.emit(event, state, this);
        } catch (Throwable failure) {
            // The event's own code ran: one broken source must not cost the others.
            tally.failed(failure);
        }
    }

    @Override
    public <E> void addObject(FieldSource.NestedObject<E> object, E event) {
        Branch branch = branch(object.name(), object.objects());
        for (FieldSource<E> source : object.sources()) {
            branch.inside().take(source, event);
        }
    }

    /** Adds a static field, which no limit leaves out. */
    void addStatic(FieldName name, @Nullable Object value) {
        byName.put(name.shown(), new Leaf(name, false, new LiteralValue(value)));
    }

    @Override
    public boolean add(FieldName name, @Nullable Object value) {
        if (name.placed()) {
            addAgain(name, value);
        } else if (!name.ignored()) {
            tally.moved += name.moved() ? 1 : 0;
            if (name.path() == null) {
                leaf(name, name.moved(), value);
            } else {
                nest(name.path(), name.moved(), value);
            }
        }
        return true;
    }

    /** Writes the fields; returns false if there is no more room. */
    boolean write(DirectFields out) {
        for (Member member : byName.values()) {
            boolean isWritten = member instanceof Leaf leaf ? write(leaf, out) : write((Branch) member, out);
            if (!isWritten) {
                return false;
            }
        }
        return true;
    }

    private static boolean write(Leaf leaf, DirectFields out) {
        if (leaf.value() instanceof LiteralValue) {
            out.writeWhole(leaf.name(), leaf.value());
            return true;
        }
        return out.write(leaf.name(), leaf.value());
    }

    private static boolean write(Branch branch, DirectFields out) {
        int mark = out.position();
        int start = out.open(branch.name());
        boolean isWritten = branch.inside().write(out);
        out.close(mark, start);
        return isWritten;
    }

    /** Adds the other values of a key in the format, whose first is written there, if each has to be shown. */
    private void addAgain(FieldName name, @Nullable Object value) {
        if (tally.duplicates == DuplicateKeyPolicy.SUFFIX && !tally.inFormat.add(name.key())) {
            addNumbered(name, value);
        }
    }

    private void nest(FieldName.Step[] path, boolean wasMoved, @Nullable Object value) {
        MergedFields at = this;
        for (int i = 0; i < path.length - 1; i++) {
            MergedFields inside = at.inside(path[i].segment());
            if (inside == null) {
                at.leaf(path[i].rest(), wasMoved, value);
                return;
            }
            at = inside;
        }
        at.leaf(path[path.length - 1].rest(), wasMoved, value);
    }

    /** Returns the object of a name, created if the name is free; null if a field has it. */
    private @Nullable MergedFields inside(FieldName segment) {
        if (builtIn.contains(segment.shown())) {
            return null;
        }
        Member present = byName.get(segment.shown());
        if (present == null) {
            return branch(segment, Set.of()).inside();
        }
        return present instanceof Branch branch ? branch.inside() : null;
    }

    private Branch branch(FieldName name, Set<String> names) {
        Branch branch = new Branch(name, new MergedFields(names, state, tally));
        byName.put(name.shown(), branch);
        return branch;
    }

    private void leaf(FieldName wanted, boolean wasMoved, @Nullable Object value) {
        FieldName name = wanted;
        boolean moved = wasMoved;
        while (makesWay(name, moved)) {
            name = name.as(name.shown() + "_");
            moved = true;
        }
        tally.moved += moved && !wasMoved ? 1 : 0;
        if (!byName.containsKey(name.shown())) {
            addNew(name, moved, value);
        } else if (tally.duplicates == DuplicateKeyPolicy.LAST) {
            byName.put(name.shown(), new Leaf(name, moved, value));
        } else if (tally.duplicates == DuplicateKeyPolicy.SUFFIX) {
            addNumbered(name, value);
        }
    }

    /** Returns whether a field needs another name: one that is moved must not replace a field with another key. */
    private boolean makesWay(FieldName name, boolean moved) {
        if (builtIn.contains(name.shown())) {
            return true;
        }
        Member present = byName.get(name.shown());
        if (!(present instanceof Leaf leaf)) {
            return present != null;
        }
        return tally.duplicates != DuplicateKeyPolicy.SUFFIX
                && (moved || leaf.moved())
                && !leaf.name().key().equals(name.key());
    }

    private void addNew(FieldName name, boolean moved, @Nullable Object value) {
        if (tally.left > 0) {
            tally.left--;
            byName.put(name.shown(), new Leaf(name, moved, value));
        } else {
            tally.leftOut = true;
        }
    }

    /** Searches for a free number only while there is room, which bounds the search. */
    private void addNumbered(FieldName name, @Nullable Object value) {
        int number = 2;
        while (tally.left > 0 && isTaken(name.shown() + "_" + number)) {
            number++;
        }
        addNew(name.as(name.shown() + "_" + number), false, value);
    }

    private boolean isTaken(String shown) {
        return byName.containsKey(shown) || builtIn.contains(shown);
    }

    /** The counts of all objects of a line. Owned by one call. */
    static final class Tally {
        private final DuplicateKeyPolicy duplicates;
        private final Set<String> inFormat = new HashSet<>();
        private int left;
        private int moved;
        private boolean leftOut;
        private @Nullable Throwable failure;

        Tally(ExtraFieldsConfig rules) {
            this.duplicates = rules.duplicates();
            this.left = rules.most();
        }

        /** Returns the number of fields that had to make way for another. */
        int moved() {
            return moved;
        }

        /** Returns whether there were more fields than a line may have. */
        boolean leftOut() {
            return leftOut;
        }

        /** Returns the first failure of a source; null if all added their fields. */
        @Nullable
        Throwable failure() {
            return failure;
        }

        private void failed(Throwable thrown) {
            failure = failure == null ? thrown : failure;
        }
    }

    /** A field or an object with fields. */
    private sealed interface Member {}

    private record Leaf(
            FieldName name, boolean moved, @Nullable Object value) implements Member {}

    private record Branch(FieldName name, MergedFields inside) implements Member {}
}
