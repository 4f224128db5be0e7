package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.internal.trace.ThrowableBlock.Role;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of one stack trace in the order they are written: each with those it suppressed and those that a JDBC
 * driver chained to it, then its cause, or the reverse. Owned by the thread that writes.
 *
 * <p>Each exception occurs once, and there are never more than a few hundred: the middle of a longer chain of causes is
 * left out, because its end says most.
 */
public final class ThrowableChain {
    /** The longest chain of causes that is shown whole; an arbitrary limit. */
    static final int MOST = 256;

    /** The most causes that are searched for the end of a chain, which may be endless. */
    private static final int MOST_CAUSES = 10_000;

    private static final int MOST_SUPPRESSED = MOST / 2;
    private static final int MOST_DEPTH = 8;
    private static final int FEW = 32;

    private static final boolean HAS_SQL = hasSql();

    private ThrowableBlock[] blocks = {};
    private int size;

    int size() {
        return size;
    }

    ThrowableBlock get(int index) {
        return blocks[index];
    }

    void collect(Throwable thrown, boolean rootCauseFirst) {
        size = 0;
        chain(thrown, Role.FIRST, 0, null, rootCauseFirst);
    }

    /** Forgets the exceptions, so that none is kept alive. */
    void clear() {
        for (int i = 0; i < size; i++) {
            blocks[i].is(Role.GAP, 0, null, null);
        }
        if (size > FEW) {
            blocks = new ThrowableBlock[0];
        }
        size = 0;
    }

    private void chain(
            Throwable first, Role firstRole, int depth, @Nullable ThrowableBlock parent, boolean rootCauseFirst) {
        int start = size;
        int most = depth == 0 ? MOST : MOST_SUPPRESSED;
        ThrowableBlock enclosing = parent;
        Role role = firstRole;
        Throwable thrown = first;
        while (thrown != null) {
            boolean tooMany = size >= most;
            ThrowableBlock block = add(role, depth, tooMany ? skip(thrown, depth) : thrown, enclosing);
            if (!block.isCircular()) {
                suppressed(block, rootCauseFirst);
                following(block, rootCauseFirst);
            }
            enclosing = block;
            role = Role.CAUSE;
            thrown = tooMany || block.isCircular() ? null : cause(thrown);
        }
        if (rootCauseFirst) {
            reverse(start, firstRole, depth);
        }
    }

    private void suppressed(ThrowableBlock parent, boolean rootCauseFirst) {
        Throwable[] suppressed = parent.thrown().getSuppressed();
        for (int i = 0; i < suppressed.length; i++) {
            if (parent.depth() == MOST_DEPTH || size >= MOST_SUPPRESSED) {
                add(Role.GAP, parent.depth() + 1, null, null).leftOut(suppressed.length - i);
                return;
            }
            chain(suppressed[i], Role.SUPPRESSED, parent.depth() + 1, parent, rootCauseFirst);
        }
    }

    /** Adds the exceptions chained to one that is not itself reached through such a chain. */
    private void following(ThrowableBlock parent, boolean rootCauseFirst) {
        int left = 0;
        Throwable next = parent.role() == Role.NEXT ? null : next(parent.thrown());
        for (int i = 0; next != null && i < MOST_CAUSES && !contains(next); i++) {
            if (parent.depth() == MOST_DEPTH || size >= MOST_SUPPRESSED) {
                left++;
            } else {
                chain(next, Role.NEXT, parent.depth() + 1, parent, rootCauseFirst);
            }
            next = next(next);
        }
        if (left > 0) {
            add(Role.GAP, parent.depth() + 1, null, null).leftOut(left);
        }
    }

    private static @Nullable Throwable next(Throwable thrown) {
        try {
            return HAS_SQL ? SqlExceptions.next(thrown) : null;
        } catch (Throwable failure) {
            // As for a cause.
            return failure;
        }
    }

    private static boolean hasSql() {
        try {
            SqlExceptions.next(new Exception());
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    /** Returns the end of a chain that is too long to be shown whole. */
    private Throwable skip(Throwable from, int depth) {
        Throwable last = from;
        int skipped = 0;
        for (Throwable next = cause(from); next != null && skipped < MOST_CAUSES; next = cause(next)) {
            last = next;
            skipped++;
        }
        if (skipped > 0) {
            add(Role.GAP, depth, null, null).leftOut(skipped);
        }
        return last;
    }

    private ThrowableBlock add(Role role, int depth, @Nullable Throwable thrown, @Nullable ThrowableBlock enclosing) {
        if (size == blocks.length) {
            grow();
        }
        ThrowableBlock block = blocks[size];
        block.is(role, depth, thrown, enclosing);
        if (thrown != null && contains(thrown)) {
            block.markCircular();
        }
        size++;
        return block;
    }

    private void grow() {
        ThrowableBlock[] more = new ThrowableBlock[Math.max(4, 2 * size)];
        System.arraycopy(blocks, 0, more, 0, size);
        for (int i = size; i < more.length; i++) {
            more[i] = new ThrowableBlock();
        }
        blocks = more;
    }

    private boolean contains(Throwable thrown) {
        for (int i = 0; i < size; i++) {
            if (blocks[i].shows(thrown)) {
                return true;
            }
        }
        return false;
    }

    /** Reverses a chain; each exception keeps those it suppressed after it. */
    private void reverse(int start, Role firstRole, int depth) {
        reverse(start, size);
        int groupStart = start;
        for (int i = start; i < size; i++) {
            ThrowableBlock block = blocks[i];
            if (block.depth() == depth && !block.isCircular()) {
                if (block.role() != Role.GAP) {
                    block.role(groupStart == start ? firstRole : Role.WRAPPER);
                }
                reverse(groupStart, i + 1);
                groupStart = i + 1;
            }
        }
    }

    private void reverse(int from, int to) {
        for (int i = from, j = to - 1; i < j; i++, j--) {
            ThrowableBlock block = blocks[i];
            blocks[i] = blocks[j];
            blocks[j] = block;
        }
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable failure) {
            // The failure is shown in place of the cause.
            return failure;
        }
    }
}
