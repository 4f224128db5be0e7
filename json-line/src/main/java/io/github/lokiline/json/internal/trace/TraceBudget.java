package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.internal.trace.ThrowableBlock.Role;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/**
 * Divides the room of a stack trace among its exceptions: each claims the room it needs, an equal part at most, and the
 * rest of its part goes to those before it. Thread-safe.
 *
 * <p>If an equal part is less than a headline and a frame, suppressed exceptions are left out first, then the middle of
 * the chain.
 */
final class TraceBudget {
    /** The least room for a headline and a frame. */
    private static final int LEAST_BYTES = 256;

    /** The assumed length of a headline that is not written yet. */
    private static final int HEAD_BYTES = 128;

    private final FrameCache texts;
    private final TraceLineFormat lines;

    TraceBudget(FrameCache texts, TraceLineFormat lines) {
        this.texts = texts;
        this.lines = lines;
    }

    /** Claims the room of each exception; returns the sum. */
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

    /** Drops suppressed exceptions, counted where they were suppressed; returns their number. */
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

    /** Drops the middle of the chain; returns the number of exceptions kept. */
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

    /** Returns the room that an exception needs, the part at most, without reading more frames than necessary. */
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
