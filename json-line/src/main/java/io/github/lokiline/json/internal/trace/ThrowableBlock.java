package io.github.lokiline.json.internal.trace;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One exception in a stack trace: its headline and its frames. Owned by its {@link ThrowableChain}, which reuses it. */
final class ThrowableBlock {
    private static final StackTraceElement[] NO_FRAMES = {};
    private static final int UNKNOWN = -1;
    private static final int DROPPED = -1;

    private Role role = Role.GAP;
    private int depth;
    private @Nullable Throwable thrown;
    private @Nullable ThrowableBlock enclosing;
    private StackTraceElement @Nullable [] frames;
    private int own;
    private boolean circular;
    private int leftOut;
    private int headBytes;
    private int claimBytes;

    /** The role of a block in its stack trace. */
    enum Role {
        FIRST(""),
        CAUSE("Caused by: "),
        WRAPPER("Wrapped by: "),
        SUPPRESSED("Suppressed: "),
        /** Chained by {@code SQLException.setNextException}. */
        NEXT("Next: "),
        /** Not an exception, but the number of those left out. */
        GAP("");

        final String caption;

        Role(String caption) {
            this.caption = caption;
        }
    }

    void is(Role newRole, int newDepth, @Nullable Throwable newThrown, @Nullable ThrowableBlock newEnclosing) {
        role = newRole;
        depth = newDepth;
        thrown = newThrown;
        enclosing = newEnclosing;
        frames = null;
        own = UNKNOWN;
        circular = false;
        leftOut = 0;
        headBytes = 0;
        claimBytes = 0;
    }

    Role role() {
        return role;
    }

    void role(Role newRole) {
        role = newRole;
    }

    /** Returns the number of exceptions that it is suppressed by, one within another. */
    int depth() {
        return depth;
    }

    Throwable thrown() {
        return Objects.requireNonNull(thrown);
    }

    boolean shows(Throwable other) {
        return thrown == other;
    }

    /** Returns whether the exception is written elsewhere in the stack trace, so that following it would never end. */
    boolean isCircular() {
        return circular;
    }

    void markCircular() {
        circular = true;
        frames = NO_FRAMES;
    }

    /** Returns the exceptions that a gap leaves out; for others, the suppressed ones without room. */
    int leftOut() {
        return leftOut;
    }

    void leftOut(int exceptions) {
        leftOut = exceptions;
    }

    /** Returns the length of the headline; 0 while unknown. */
    int headBytes() {
        return headBytes;
    }

    void headBytes(int bytes) {
        headBytes = bytes;
    }

    /** Leaves the exception out because there is no room. */
    void drop() {
        claimBytes = DROPPED;
    }

    boolean isDropped() {
        return claimBytes == DROPPED;
    }

    /** Returns the bytes reserved for it while those before it are written. */
    int claimBytes() {
        return claimBytes;
    }

    void claimBytes(int bytes) {
        claimBytes = bytes;
    }

    StackTraceElement[] frames() {
        StackTraceElement[] known = frames;
        if (known == null) {
            known = role == Role.GAP ? NO_FRAMES : framesOf(thrown());
            frames = known;
        }
        return known;
    }

    /** Returns the number of first frames that the enclosing exception does not have. */
    int ownFrames() {
        if (own == UNKNOWN) {
            own = countOwn();
        }
        return own;
    }

    /** Leaves out the frames behind a number of them, as those that the enclosing exception has. */
    void truncate(int ownFrames) {
        own = ownFrames;
    }

    private int countOwn() {
        StackTraceElement[] inner = frames();
        StackTraceElement[] outer = enclosing == null ? NO_FRAMES : enclosing.frames();
        int ends = inner.length;
        int common = outer.length;
        while (ends > 0 && common > 0 && FrameCache.same(inner[ends - 1], outer[common - 1])) {
            ends--;
            common--;
        }
        return ends;
    }

    private static StackTraceElement[] framesOf(Throwable thrown) {
        try {
            return present(thrown.getStackTrace());
        } catch (Throwable failure) {
            // The exception's own code failed: its failure's frames are shown instead.
            return framesOfFailure(failure);
        }
    }

    private static StackTraceElement[] framesOfFailure(Throwable failure) {
        try {
            return present(failure.getStackTrace());
        } catch (Throwable again) {
            // The failure is an exception of the same kind: the headline is all there is.
            return NO_FRAMES;
        }
    }

    /** Returns the frames without null elements, which an overridden {@code getStackTrace} may return. */
    private static StackTraceElement[] present(StackTraceElement @Nullable [] frames) {
        if (frames == null) {
            return NO_FRAMES;
        }
        int kept = 0;
        for (StackTraceElement frame : frames) {
            kept += frame == null ? 0 : 1;
        }
        return kept == frames.length
                ? frames
                : Arrays.stream(frames).filter(Objects::nonNull).toArray(StackTraceElement[]::new);
    }
}
