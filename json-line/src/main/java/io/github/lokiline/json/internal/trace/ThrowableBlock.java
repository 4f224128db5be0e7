package io.github.lokiline.json.internal.trace;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One exception in a trace: its headline and its frames. Owned by its {@link ThrowableChain}, which uses it again. */
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

    /** What a block is to its trace. */
    enum Role {
        FIRST(""),
        CAUSE("Caused by: "),
        WRAPPER("Wrapped by: "),
        SUPPRESSED("Suppressed: "),
        /** No exception, but the number of those left out. */
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

    /** How many exceptions it is suppressed by. */
    int depth() {
        return depth;
    }

    Throwable thrown() {
        return Objects.requireNonNull(thrown);
    }

    boolean shows(Throwable other) {
        return thrown == other;
    }

    /** Whether the exception is written elsewhere in the trace, so that following it would never end. */
    boolean isCircular() {
        return circular;
    }

    void markCircular() {
        circular = true;
        frames = NO_FRAMES;
    }

    /** Of a gap, the exceptions left out; else those suppressed that found no room. */
    int leftOut() {
        return leftOut;
    }

    void leftOut(int exceptions) {
        leftOut = exceptions;
    }

    /** How long the headline came out; 0 while unknown. */
    int headBytes() {
        return headBytes;
    }

    void headBytes(int bytes) {
        headBytes = bytes;
    }

    /** To be left out, for want of room. */
    void drop() {
        claimBytes = DROPPED;
    }

    boolean isDropped() {
        return claimBytes == DROPPED;
    }

    /** What is kept for it while those before it are written. */
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

    /** The first frames, those that are not also at the end of the enclosing exception's. */
    int ownFrames() {
        if (own == UNKNOWN) {
            own = countOwn();
        }
        return own;
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
        StackTraceElement[] frames;
        try {
            frames = thrown.getStackTrace();
        } catch (Throwable failure) {
            // An exception's own code; where that failed is the next best thing to show.
            frames = failure.getStackTrace();
        }
        if (frames == null) {
            return NO_FRAMES;
        }
        for (StackTraceElement frame : frames) {
            if (frame == null) {
                return NO_FRAMES;
            }
        }
        return frames;
    }
}
