package io.github.lokiline.json.internal.extra;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names that one object of a line has so far, to find a clash. Owned by one thread at a time.
 *
 * <p>What the last line left stays where it is and is only written over where it differs: lines have the same names again
 * and again, and a reference stored into an old object costs the collector's barrier.
 */
public final class UsedNames {
    private FieldName[] names = new FieldName[16];
    private @Nullable EncodedMdcCache context;
    private boolean hasContext;
    private long mask;
    private int size;
    private int moved;

    void clear() {
        hasContext = false;
        mask = 0;
        size = 0;
        moved = 0;
    }

    /** Answers false where the name is taken. */
    @SuppressWarnings("ReferenceEquality") // to store it or not
    boolean add(FieldName name) {
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
        mask |= name.bit();
        if (name.moved()) {
            moved++;
        }
        return true;
    }

    /** Adds the names of a context, once; answers false where one of them is taken. They differ among themselves. */
    @SuppressWarnings("ReferenceEquality") // to store it or not
    boolean addAll(EncodedMdcCache added) {
        if ((mask & added.mask()) != 0 && isAnyTaken(added.names())) {
            return false;
        }
        if (context != added) {
            context = added;
        }
        hasContext = true;
        mask |= added.mask();
        moved += added.moved();
        return true;
    }

    int size() {
        return hasContext && context != null ? size + context.names().length : size;
    }

    /** How many of them had to make way for a built-in field. */
    int moved() {
        return moved;
    }

    /** How many were added one by one. */
    int mark() {
        return size;
    }

    /** The names added one by one since that mark, as a context that was encoded to these bytes. */
    EncodedMdcCache fragment(int mark, Object owner, Object identity, byte[] bytes) {
        FieldName[] part = Arrays.copyOfRange(names, mark, size);
        long bits = 0;
        int movedPart = 0;
        for (FieldName name : part) {
            bits |= name.bit();
            movedPart += name.moved() ? 1 : 0;
        }
        return new EncodedMdcCache(owner, identity, bytes, part, bits, movedPart);
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
        return isAmong(names, size, name)
                || (hasContext && context != null && isAmong(context.names(), context.names().length, name));
    }

    private static boolean isAmong(FieldName[] some, int size, FieldName name) {
        for (int i = 0; i < size; i++) {
            if (name.shows(some[i])) {
                return true;
            }
        }
        return false;
    }
}
