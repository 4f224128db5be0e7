package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.internal.trace.ThrowableBlock.Role;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/**
 * Divides the room of a trace among its exceptions: each claims what it needs, an equal part at most, and what is left
 * of its part goes to those before it. Thread-safe.
 *
 * <p>Where an equal part would be less than a headline and a frame, suppressed exceptions give way first, then the
 * middle of the chain.
 */
final class TraceBudget {
    /** With less there is no room for a headline and a frame. */
    private static final int LEAST_BYTES = 256;

    /** What a headline is taken for until it has been written. */
    private static final int HEAD_BYTES = 128;

    private final FrameCache texts;
    private final TraceLineFormat lines;

    TraceBudget(FrameCache texts, TraceLineFormat lines) {
        this.texts = texts;
        this.lines = lines;
    }

    /** Answers the sum of the claims. */
    int claim(ThrowableChain blocks, int roomBytes, Utf8JsonWriter out) {
        int kept = blocks.size();
        if (kept > roomBytes / LEAST_BYTES) {
            kept -= dropSuppressed(blocks);
        }
        int most = Math.max(2, roomBytes / LEAST_BYTES);
        if (kept > most) {
            kept = dropMiddle(blocks, kept, most);
        }
        int sum = 0;
        for (int i = 0; i < blocks.size(); i++) {
            ThrowableBlock block = blocks.get(i);
            if (block.claimBytes() == 0) {
                block.claimBytes(needed(block, roomBytes / kept, out));
                sum += block.claimBytes();
            }
        }
        return sum;
    }

    /** They are counted where they were suppressed. Answers how many. */
    private static int dropSuppressed(ThrowableChain blocks) {
        ThrowableBlock parent = blocks.get(0);
        int dropped = 0;
        for (int i = 0; i < blocks.size(); i++) {
            ThrowableBlock block = blocks.get(i);
            if (block.depth() == 0) {
                parent = block;
            } else {
                parent.leftOut(parent.leftOut() + (block.role() == Role.GAP ? block.leftOut() : 1));
                block.drop();
                dropped++;
            }
        }
        return dropped;
    }

    /** Answers how many are kept. */
    private static int dropMiddle(ThrowableChain blocks, int kept, int most) {
        int first = (most + 1) / 2;
        int last = kept - most / 2;
        int seen = 0;
        int left = kept;
        for (int i = 0; i < blocks.size(); i++) {
            ThrowableBlock block = blocks.get(i);
            if (!block.isDropped()) {
                if (seen >= first && seen < last) {
                    block.drop();
                    left--;
                }
                seen++;
            }
        }
        return left;
    }

    /** Never more than the part, and not looking further than it takes to know. */
    private int needed(ThrowableBlock block, int part, Utf8JsonWriter out) {
        if (block.role() == Role.GAP) {
            return Math.min(part, lines.noteBytes(block.depth()));
        }
        int bytes = lines.notesBytes(block) + (block.headBytes() > 0 ? block.headBytes() : HEAD_BYTES);
        int own = block.ownFrames();
        for (int i = 0; i < own && bytes < part; i++) {
            bytes += lines.frameBytes(texts.of(block.frames()[i], out), block.depth());
        }
        return Math.min(part, bytes);
    }
}
