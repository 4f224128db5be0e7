package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.config.DuplicateKeyPolicy;
import io.github.lokiline.json.internal.config.ExtraFieldsConfig;
import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The extras in one object of a line while they are put together: the slow way, for names that clash or nest. Owned by
 * one call.
 *
 * <p>Every name stands once. Where dots nest, a part that is no object, because an extra or the line itself has its name,
 * stays in one name with what follows; an extra whose name an object has gets {@code _} added to its own:
 *
 * <pre>{@code
 * a=1, a.b=2    {"a":1,"a.b":2}
 * a.b=2, a=1    {"a":{"b":2},"a_":1}
 * }</pre>
 */
final class MergedFields {
    private final Map<String, Member> byName = new LinkedHashMap<>();
    private final Set<String> builtIn;
    private final Tally tally;

    private MergedFields(Set<String> builtIn, Tally tally) {
        this.builtIn = builtIn;
        this.tally = tally;
    }

    /**
     * Those among the line's own fields.
     *
     * @param builtIn names of the line's own
     * @param tally what is common to all objects of the line
     */
    static MergedFields ofLine(Set<String> builtIn, Tally tally) {
        return new MergedFields(builtIn, tally);
    }

    /** Adds what a source has; where it fails, what it had. */
    <E> void take(FieldSource<E> source, E event, LineState scratch) {
        try {
            source.merge(event, scratch, this);
        } catch (Throwable failure) {
            // The event's own code ran: one broken source must not cost the others.
            tally.failed(failure);
        }
    }

    /**
     * Adds an object for a group, whose name nothing else has.
     *
     * @param name the object's
     * @param groups names of objects that will be in it
     */
    MergedFields group(FieldName name, Set<String> groups) {
        Branch branch = new Branch(name, new MergedFields(groups, tally));
        byName.put(name.shown(), branch);
        return branch.inside();
    }

    /** Adds a static field, which no limit leaves out. */
    void constant(FieldName name, @Nullable Object value) {
        byName.put(name.shown(), new Leaf(name, new LiteralValue(value)));
    }

    void add(FieldName name, @Nullable Object value) {
        if (name.placed()) {
            addAgain(name, value);
        } else if (!name.ignored()) {
            tally.moved += name.moved() ? 1 : 0;
            if (name.path() == null) {
                leaf(name, value);
            } else {
                nest(name.path(), value);
            }
        }
    }

    /** Answers false when there is no more room. */
    boolean write(BoundedFieldWriter writer, Utf8JsonWriter out, int end) {
        for (Member member : byName.values()) {
            boolean isWritten = member instanceof Leaf leaf
                    ? write(leaf, writer, out, end)
                    : write((Branch) member, writer, out, end);
            if (!isWritten) {
                return false;
            }
        }
        return true;
    }

    private static boolean write(Leaf leaf, BoundedFieldWriter writer, Utf8JsonWriter out, int end) {
        return leaf.value() instanceof LiteralValue
                ? writer.writeWhole(leaf.name(), leaf.value(), out)
                : writer.write(leaf.name(), leaf.value(), out, end);
    }

    private static boolean write(Branch branch, BoundedFieldWriter writer, Utf8JsonWriter out, int end) {
        int mark = out.position();
        out.member(branch.name().member());
        out.put('{');
        int start = out.position();
        boolean isWritten = branch.inside().write(writer, out, end - 1);
        if (out.position() == start) {
            out.rollback(mark);
        } else {
            out.put('}');
        }
        return isWritten;
    }

    /** What stands in the format is written there; where each of several is to be seen, the others come here. */
    private void addAgain(FieldName name, @Nullable Object value) {
        if (tally.duplicates == DuplicateKeyPolicy.SUFFIX && !tally.inFormat.add(name.key())) {
            addNumbered(name, value);
        }
    }

    private void nest(FieldName.Step[] path, @Nullable Object value) {
        MergedFields at = this;
        for (int i = 0; i < path.length - 1; i++) {
            MergedFields inside = at.inside(path[i].segment());
            if (inside == null) {
                at.leaf(path[i].rest(), value);
                return;
            }
            at = inside;
        }
        at.leaf(path[path.length - 1].rest(), value);
    }

    /** The object of that name, made where the name is free; null where it is not. */
    private @Nullable MergedFields inside(FieldName segment) {
        if (builtIn.contains(segment.shown())) {
            return null;
        }
        Member present = byName.get(segment.shown());
        if (present == null) {
            Branch branch = new Branch(segment, new MergedFields(Set.of(), tally));
            byName.put(segment.shown(), branch);
            return branch.inside();
        }
        return present instanceof Branch branch ? branch.inside() : null;
    }

    private void leaf(FieldName wanted, @Nullable Object value) {
        FieldName name = wanted;
        while (byName.get(name.shown()) instanceof Branch || builtIn.contains(name.shown())) {
            name = name.as(name.shown() + "_");
        }
        tally.moved += name.shown().equals(wanted.shown()) ? 0 : 1;
        if (!byName.containsKey(name.shown())) {
            addNew(name, value);
        } else if (tally.duplicates == DuplicateKeyPolicy.LAST) {
            byName.put(name.shown(), new Leaf(name, value));
        } else if (tally.duplicates == DuplicateKeyPolicy.SUFFIX) {
            addNumbered(name, value);
        }
    }

    private void addNew(FieldName name, @Nullable Object value) {
        if (tally.left > 0) {
            tally.left--;
            byName.put(name.shown(), new Leaf(name, value));
        } else {
            tally.leftOut = true;
        }
    }

    /** Looks for a free number only while there is room, so that it never looks long. */
    private void addNumbered(FieldName name, @Nullable Object value) {
        int number = 2;
        while (tally.left > 0 && isTaken(name.shown() + "_" + number)) {
            number++;
        }
        addNew(name.as(name.shown() + "_" + number), value);
    }

    private boolean isTaken(String shown) {
        return byName.containsKey(shown) || builtIn.contains(shown);
    }

    /** What is common to all objects of a line. Owned by one call. */
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

        /** How many had to make way. */
        int moved() {
            return moved;
        }

        /** Whether there were more than a line may have. */
        boolean leftOut() {
            return leftOut;
        }

        /** What kept a source from adding all it has, the first of several. */
        @Nullable
        Throwable failure() {
            return failure;
        }

        private void failed(Throwable thrown) {
            failure = failure == null ? thrown : failure;
        }
    }

    /** What has a name. */
    private sealed interface Member {}

    private record Leaf(FieldName name, @Nullable Object value) implements Member {}

    private record Branch(FieldName name, MergedFields inside) implements Member {}
}
