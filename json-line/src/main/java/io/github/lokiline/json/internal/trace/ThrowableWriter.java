package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.internal.trace.FrameCache.RenderedFrame;
import io.github.lokiline.json.internal.trace.ThrowableBlock.Role;
import io.github.lokiline.json.internal.trace.TraceLineFormat.Note;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/**
 * Writes one exception of a stack trace: headline, frames, and notes on frames left out. Of too many frames it writes three
 * quarters from the top, where the exception was thrown, and the rest from the bottom, where the thread began. Thread-safe.
 */
final class ThrowableWriter {
    /** The room of an exception that is written whole. */
    static final int ALL = Integer.MAX_VALUE;

    private static final byte[] CUT = AsciiConstants.bytes("...");

    private final TraceLineFormat lines;
    private final ThrowableHeader headlines;
    private final FrameCache texts;
    private final int maxFrames;
    private final int mostFirst;
    private final int mostLast;

    ThrowableWriter(int maxFrames, TraceLineFormat lines, ThrowableHeader headlines, FrameCache texts) {
        this.lines = lines;
        this.headlines = headlines;
        this.texts = texts;
        this.maxFrames = maxFrames;
        this.mostLast = maxFrames < 2 ? 0 : (maxFrames + 3) / 4;
        this.mostFirst = maxFrames - mostLast;
    }

    /** Writes the exception with as many frames as the room has place for; returns false if it does not fit. */
    boolean write(ThrowableBlock block, int headBytes, int roomBytes, Utf8JsonWriter out) {
        int depth = block.depth();
        if (block.role() == Role.GAP) {
            return lines.note(block.leftOut(), Note.EXCEPTIONS_OMITTED, depth, out);
        }
        int start = out.position();
        if (block.role() != Role.FIRST) {
            lines.next(depth, out);
            out.text(block.role().caption);
        }
        boolean headed = block.isCircular() ? circular(block, headBytes, out) : head(block, headBytes, out);
        block.headBytes(out.position() - start);
        int room = roomBytes == ALL ? ALL : roomBytes - block.headBytes() - lines.notesBytes(block);
        return headed
                && frames(block, room, out)
                && (block.leftOut() == 0 || lines.note(block.leftOut(), Note.SUPPRESSED_OMITTED, depth, out));
    }

    private boolean circular(ThrowableBlock block, int headBytes, Utf8JsonWriter out) {
        boolean written = out.text("[circular reference: ") && head(block, headBytes, out);
        out.put(']');
        return written;
    }

    /** Writes the headline, cut to its limit; returns false if it meets the writer's own limit. */
    private boolean head(ThrowableBlock block, int headBytes, Utf8JsonWriter out) {
        int limit = out.limit();
        int end = out.position() + headBytes - CUT.length;
        if (end >= limit) {
            return headlines.write(block.thrown(), out);
        }
        out.limit(end);
        boolean whole = headlines.write(block.thrown(), out);
        out.limit(limit);
        if (!whole) {
            out.raw(CUT);
        }
        return true;
    }

    private boolean frames(ThrowableBlock block, int room, Utf8JsonWriter out) {
        int length = block.frames().length;
        int own = block.ownFrames();
        int to = own;
        int from = own;
        if (room != ALL || own > maxFrames) {
            to = fitting(block, true, own, room == ALL ? ALL : room - room / 4, out);
            from = own - fitting(block, false, own - to, room == ALL ? ALL : room / 4, out);
        }
        return some(block, 0, to, out)
                && (from == to || lines.note(from - to, Note.FRAMES_OMITTED, block.depth(), out))
                && some(block, from, own, out)
                && (own == length || lines.note(length - own, Note.MORE, block.depth(), out));
    }

    /** Returns how many frames from the top or the bottom fit; the first of several excluded frames counts the note. */
    private int fitting(ThrowableBlock block, boolean fromTop, int count, int roomBytes, Utf8JsonWriter out) {
        int room = roomBytes;
        int shown = 0;
        boolean gap = false;
        for (int i = 0; i < count; i++) {
            RenderedFrame text = texts.of(block.frames()[fromTop ? i : block.ownFrames() - 1 - i], out);
            boolean excluded = text.excluded() && !(fromTop && i == 0);
            room -= !excluded ? lines.frameBytes(text, block.depth()) : gap ? 0 : lines.noteBytes(block.depth());
            shown += excluded ? 0 : 1;
            if (room < 0 || shown > (fromTop ? mostFirst : mostLast)) {
                return i;
            }
            gap = excluded;
        }
        return count;
    }

    private boolean some(ThrowableBlock block, int from, int to, Utf8JsonWriter out) {
        StackTraceElement[] frames = block.frames();
        int excluded = 0;
        for (int i = from; i < to; i++) {
            RenderedFrame text = texts.of(frames[i], out);
            if (i > 0 && text.excluded()) {
                excluded++;
            } else {
                if (!excluded(excluded, block, out) || !frame(text, block.depth(), out)) {
                    return false;
                }
                excluded = 0;
            }
        }
        return excluded(excluded, block, out);
    }

    private boolean excluded(int frames, ThrowableBlock block, Utf8JsonWriter out) {
        return frames == 0 || lines.note(frames, Note.FRAMES_EXCLUDED, block.depth(), out);
    }

    private boolean frame(RenderedFrame text, int depth, Utf8JsonWriter out) {
        if (lines.frameBytes(text, depth) > out.limit() - out.position()) {
            return false;
        }
        lines.frame(text, depth, out);
        return true;
    }
}
