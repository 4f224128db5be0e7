package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.internal.trace.ThrowableBlock.Role;
import io.github.lokiline.json.internal.trace.TraceLineFormat.Note;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/** Writes one exception of a stack trace: headline, frames, and notes on frames left out. Thread-safe. */
final class ThrowableWriter {
    private static final int ALL = Integer.MAX_VALUE;
    private static final byte[] CUT = AsciiConstants.bytes("...");

    private final TraceLineFormat lines;
    private final ThrowableHeader headlines;
    private final FrameCache texts;
    private final FrameTruncation choice;
    private final int maxFrames;

    ThrowableWriter(int maxFrames, TraceLineFormat lines, ThrowableHeader headlines, FrameCache texts) {
        this.lines = lines;
        this.headlines = headlines;
        this.texts = texts;
        this.choice = new FrameTruncation(maxFrames, texts, lines);
        this.maxFrames = maxFrames;
    }

    /** Writes the whole exception; returns false if it does not fit. */
    boolean whole(ThrowableBlock block, int headBytes, Utf8JsonWriter out) {
        return write(block, headBytes, ALL, out);
    }

    /** Writes the exception with as many frames as its share has room for. */
    void shared(ThrowableBlock block, int headBytes, int shareBytes, Utf8JsonWriter out) {
        write(block, headBytes, shareBytes, out);
    }

    private boolean write(ThrowableBlock block, int headBytes, int roomBytes, Utf8JsonWriter out) {
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
            to = choice.first(block, own, room == ALL ? ALL : room - room / 4, out);
            from = choice.last(block, to, own, room == ALL ? ALL : room / 4, out);
        }
        return some(block, 0, to, out)
                && (from == to || lines.note(from - to, Note.FRAMES_OMITTED, block.depth(), out))
                && some(block, from, own, out)
                && (own == length || lines.note(length - own, Note.MORE, block.depth(), out));
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
