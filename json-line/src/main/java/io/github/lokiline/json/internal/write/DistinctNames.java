package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.internal.extra.FieldName;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of one object. Owned by one thread at a time. */
final class DistinctNames {
    private static final int MOST_COMPARED = 16;

    private final String[] few = new String[MOST_COMPARED];
    private @Nullable Set<String> many;
    private @Nullable FieldName last;
    private int size;
    private long mask;

    void clear() {
        size = 0;
        mask = 0;
        many = null;
        last = null;
    }

    /** Returns whether a name is the one that was added last. */
    boolean isLast(FieldName name) {
        return last != null && last.shown().equals(name.shown());
    }

    /** Adds a name; returns false if the object has it. */
    boolean add(FieldName name) {
        boolean isNew = isNew(name);
        last = isNew ? name : last;
        return isNew;
    }

    private boolean isNew(FieldName name) {
        boolean mayBeThere = (mask & name.bit()) != 0;
        mask |= name.bit();
        if (size < MOST_COMPARED) {
            boolean isNew = !mayBeThere || !isAmongFew(name.shown());
            few[size] = name.shown();
            size += isNew ? 1 : 0;
            return isNew;
        }
        if (many == null) {
            many = new HashSet<>(Set.of(few));
        }
        return many.add(name.shown());
    }

    private boolean isAmongFew(String name) {
        for (int i = 0; i < size; i++) {
            if (few[i].equals(name)) {
                return true;
            }
        }
        return false;
    }
}
