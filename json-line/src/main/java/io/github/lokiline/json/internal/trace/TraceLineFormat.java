package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.internal.trace.FrameCache.RenderedFrame;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/**
 * The text around and between the lines of a stack trace: one string with {@code \n}, or an array. Immutable.
 */
final class TraceLineFormat {
    private static final byte[] INDENT = AsciiConstants.bytes("\\t");
    private static final byte[] DOTS = AsciiConstants.bytes("\\t... ");

    /** A note on a part left out. */
    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to the arrays
    enum Note {
        MORE("", " more"),
        FRAMES_EXCLUDED(" frame", " excluded"),
        FRAMES_OMITTED(" frame", " omitted"),
        EXCEPTIONS_OMITTED(" exception", " omitted"),
        SUPPRESSED_OMITTED(" suppressed exception", " omitted");

        private final byte[] one;
        private final byte[] many;

        Note(String what, String how) {
            this.one = AsciiConstants.bytes(what + how);
            this.many = what.isEmpty() ? one : AsciiConstants.bytes(what + "s" + how);
        }
    }

    /** The longest note with six digits. */
    private static final int NOTE_BYTES = 48;

    private final boolean asArray;
    private final byte[] open;
    private final byte[] close;
    private final byte[] lineEnd;

    TraceLineFormat(boolean asArray) {
        this.asArray = asArray;
        this.open = AsciiConstants.bytes(asArray ? "[\"" : "\"");
        this.close = AsciiConstants.bytes(asArray ? "\"]" : "\"");
        this.lineEnd = AsciiConstants.bytes(asArray ? "\",\"" : "\\n");
    }

    void open(Utf8JsonWriter out) {
        out.separate();
        out.raw(open);
    }

    void close(Utf8JsonWriter out) {
        out.raw(close);
    }

    void next(int depth, Utf8JsonWriter out) {
        out.raw(lineEnd);
        for (int i = 0; i < depth; i++) {
            out.raw(INDENT);
        }
    }

    /** Writes a frame in a line of its own. */
    void frame(RenderedFrame text, int depth, Utf8JsonWriter out) {
        if (depth == 0) {
            out.raw(text.bytes());
        } else {
            next(depth, out);
            out.raw(text.bytes(), lineEnd.length, text.bytes().length);
        }
    }

    int frameBytes(RenderedFrame text, int depth) {
        return text.bytes().length + depth * INDENT.length;
    }

    private int nextBytes(int depth) {
        return lineEnd.length + depth * INDENT.length;
    }

    /** Writes a note such as {@code <tab>... 12 more}; returns false if it does not fit. */
    boolean note(int count, Note what, int depth, Utf8JsonWriter out) {
        if (noteBytes(depth) > out.limit() - out.position()) {
            return false;
        }
        next(depth, out);
        out.raw(DOTS);
        out.integer(count);
        out.raw(count == 1 ? what.one : what.many);
        return true;
    }

    int noteBytes(int depth) {
        return NOTE_BYTES + nextBytes(depth);
    }

    /** Returns the most bytes of the notes on an exception. */
    int notesBytes(ThrowableBlock block) {
        boolean hasMore = block.ownFrames() < block.frames().length;
        int notes = 1 + (hasMore ? 1 : 0) + (block.leftOut() > 0 ? 1 : 0);
        return notes * noteBytes(block.depth() + 1);
    }

    /** Writes a text that may have several lines; returns false if it was cut. */
    boolean text(String text, Utf8JsonWriter out) {
        return asArray ? split(text, out) : out.text(text);
    }

    private boolean split(String text, Utf8JsonWriter out) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                if (!out.text(text.substring(from, i))) {
                    return false;
                }
                if (nextBytes(0) > out.limit() - out.position()) {
                    // An empty line has no text that would meet the limit.
                    out.markCut();
                    return false;
                }
                next(0, out);
                i += c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
                from = i + 1;
            }
        }
        return out.text(text.substring(from));
    }
}
