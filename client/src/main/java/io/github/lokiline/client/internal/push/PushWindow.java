package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.http.PushSender;

/**
 * Limits the pushes in flight. After a timeout a push goes alone, because pushes side by side share a thin link; each few
 * that get through admit one more. Owned by the delivery thread.
 */
final class PushWindow {
    private static final int SUCCESSES_PER_PUSH = 4;

    private int pushes = PushSender.MAX_PUSHES;
    private int successes;

    /** A push timed out. */
    void narrow() {
        pushes = 1;
        successes = 0;
    }

    /** A push got through. */
    void widen() {
        if (pushes < PushSender.MAX_PUSHES && ++successes == SUCCESSES_PER_PUSH) {
            successes = 0;
            pushes++;
        }
    }

    boolean admits(int inFlight) {
        return inFlight < pushes;
    }

    /** The last of several slots is for live lines. */
    boolean admitsBacklog(int inFlight) {
        return inFlight < Math.max(1, pushes - 1);
    }
}
