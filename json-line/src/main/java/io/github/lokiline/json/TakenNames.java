package io.github.lokiline.json;

import java.util.Arrays;

/** The names that one object of a line has so far, to find a clash. Owned by one thread at a time. */
final class TakenNames {
    private Name[] names = new Name[16];
    private long mask;
    private int size;
    private int moved;

    void clear() {
        mask = 0;
        size = 0;
        moved = 0;
    }

    /** Answers false where the name is taken. */
    boolean add(Name name) {
        if ((mask & name.bit()) != 0 && isTaken(name)) {
            return false;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
        }
        names[size++] = name;
        mask |= name.bit();
        if (name.moved()) {
            moved++;
        }
        return true;
    }

    /** Answers false where one of them is taken; they differ among themselves. */
    boolean addAll(ContextFragment others) {
        Name[] added = others.names();
        if ((mask & others.mask()) != 0 && isAnyTaken(added)) {
            return false;
        }
        if (size + added.length > names.length) {
            names = Arrays.copyOf(names, 2 * (size + added.length));
        }
        System.arraycopy(added, 0, names, size, added.length);
        size += added.length;
        mask |= others.mask();
        moved += others.moved();
        return true;
    }

    int size() {
        return size;
    }

    /** How many of them had to make way for a built-in field. */
    int moved() {
        return moved;
    }

    /** The names from that index on, as a context that was encoded to these bytes. */
    ContextFragment fragment(int from, Object owner, Object identity, byte[] bytes) {
        Name[] part = Arrays.copyOfRange(names, from, size);
        long bits = 0;
        int movedPart = 0;
        for (Name name : part) {
            bits |= name.bit();
            movedPart += name.moved() ? 1 : 0;
        }
        return new ContextFragment(owner, identity, bytes, part, bits, movedPart);
    }

    private boolean isAnyTaken(Name[] others) {
        for (Name other : others) {
            if ((mask & other.bit()) != 0 && isTaken(other)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTaken(Name name) {
        for (int i = 0; i < size; i++) {
            if (name.shows(names[i])) {
                return true;
            }
        }
        return false;
    }
}
