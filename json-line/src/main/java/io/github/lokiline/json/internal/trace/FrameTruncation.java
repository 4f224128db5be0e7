package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/**
 * Chooses the frames of an exception that has too many of them: three quarters from the top, where it was thrown, and
 * the rest from the bottom, where the thread began. Thread-safe.
 */
final class FrameTruncation {
    private final int mostFirst;
    private final int mostLast;
    private final FrameCache texts;
    private final TraceLineFormat lines;

    FrameTruncation(int maxFrames, FrameCache texts, TraceLineFormat lines) {
        this.mostLast = maxFrames < 2 ? 0 : (maxFrames + 3) / 4;
        this.mostFirst = maxFrames - mostLast;
        this.texts = texts;
        this.lines = lines;
    }

    /** Returns the end of the frames at the top. */
    int first(ThrowableBlock block, int own, int roomBytes, Utf8JsonWriter out) {
        int room = roomBytes;
        int shown = 0;
        boolean gap = false;
        for (int i = 0; i < own; i++) {
            RenderedFrame text = texts.of(block.frames()[i], out);
            boolean excluded = i > 0 && text.excluded();
            room -= bytes(text, excluded, gap, block.depth());
            shown += excluded ? 0 : 1;
            if (room < 0 || shown > mostFirst) {
                return i;
            }
            gap = excluded;
        }
        return own;
    }

    /** Returns the start of the frames at the bottom. */
    int last(ThrowableBlock block, int from, int own, int roomBytes, Utf8JsonWriter out) {
        int room = roomBytes;
        int shown = 0;
        boolean gap = false;
        for (int i = own; i > from; i--) {
            RenderedFrame text = texts.of(block.frames()[i - 1], out);
            boolean excluded = text.excluded();
            room -= bytes(text, excluded, gap, block.depth());
            shown += excluded ? 0 : 1;
            if (room < 0 || shown > mostLast) {
                return i;
            }
            gap = excluded;
        }
        return from;
    }

    /** Returns the bytes that a frame adds; the first of several excluded frames counts the note. */
    private int bytes(RenderedFrame text, boolean excluded, boolean gap, int depth) {
        if (excluded) {
            return gap ? 0 : lines.noteBytes(depth);
        }
        return lines.frameBytes(text, depth);
    }
}
