package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.internal.config.StackTraceConfig;
import io.github.lokiline.json.internal.trace.ThrowableBlock.Role;
import io.github.lokiline.json.internal.trace.TraceLineFormat.Note;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stack trace as one JSON string, or as an array of its lines, in the layout of
 * {@link Throwable#printStackTrace()} without module names. Thread-safe.
 *
 * <pre>{@code
 * java.lang.IllegalStateException: not open
 *     at com.acme.Svc.handle(Svc.java:42)
 *     ... 5 frames excluded
 *     Suppressed: ...
 * Caused by: java.io.IOException: gone
 *     at ...
 *     ... 12 more
 * }</pre>
 *
 * <p>Bounded by the writer's limit, of which a headline takes a quarter at most, by the frames of an exception (the first
 * and the last ones stay), and by writing each exception once. A stack trace that meets the limit is written once more,
 * each exception with its share of the room, so that the last cause is shown.
 */
public final class StackTraceWriter {
    /** The bytes of a headline if a quarter would be less. */
    private static final int LEAST_HEAD_BYTES = 256;

    private static final String ERROR_IS = "The error is: ";

    private final StackTraceConfig rules;
    private final TraceLineFormat lines;
    private final ThrowableHeader headlines;
    private final FrameCache texts;
    private final ThrowableWriter writer;
    private final TraceBudget shares;

    public StackTraceWriter(StackTraceConfig rules) {
        this.rules = rules;
        this.lines = new TraceLineFormat(rules.asArray());
        this.texts = new FrameCache(rules, lines);
        this.headlines = new ThrowableHeader(rules, lines);
        this.writer = new ThrowableWriter(rules.maxFrames(), lines, headlines, texts);
        this.shares = new TraceBudget(texts, lines);
    }

    public void write(Throwable thrown, Utf8JsonWriter out) {
        ThrowableChain blocks = out.scratch().trace();
        int limit = out.limit();
        try {
            collect(thrown, rules.rootCauseFirst(), blocks, out);
            lines.open(out);
            write(blocks, limit, out);
            lines.close(out);
        } finally {
            out.limit(limit);
            blocks.clear();
        }
    }

    /** Writes the hash as eight hexadecimal digits. */
    public void hash(Throwable thrown, Utf8JsonWriter out) {
        ThrowableChain blocks = out.scratch().trace();
        try {
            collect(thrown, false, blocks, out);
            StackHash.write(StackHash.of(blocks, texts, out), out);
        } finally {
            blocks.clear();
        }
    }

    /** Returns an event's message with the error at its end, unless the message contains it. */
    public String inOneLine(@Nullable String message, Throwable thrown) {
        String error = headlines.brief(thrown);
        if (message == null || message.isBlank()) {
            return ERROR_IS + error;
        }
        return message.contains(error) ? message : ended(message) + ERROR_IS + error;
    }

    private void collect(Throwable thrown, boolean rootCauseFirst, ThrowableChain blocks, Utf8JsonWriter out) {
        blocks.collect(thrown, rootCauseFirst);
        for (int i = 0; rules.last() != null && i < blocks.size(); i++) {
            truncate(blocks.get(i), out);
        }
    }

    private void truncate(ThrowableBlock block, Utf8JsonWriter out) {
        int own = block.ownFrames();
        for (int i = 0; i < own; i++) {
            if (texts.of(block.frames()[i], out).last()) {
                block.truncate(i + 1);
                return;
            }
        }
    }

    private static String ended(String message) {
        String text = message.stripTrailing();
        return text + (".!?:;,".indexOf(text.charAt(text.length() - 1)) < 0 ? ". " : " ");
    }

    private void write(ThrowableChain blocks, int limit, Utf8JsonWriter out) {
        int start = out.position();
        int room = Math.max(0, limit - start);
        int headBytes = Math.max(room / 4, Math.min(room / 2, LEAST_HEAD_BYTES));
        int failed = out.scratch().failedValues();
        for (int i = 0; i < blocks.size(); i++) {
            if (!writer.write(blocks.get(i), headBytes, ThrowableWriter.ALL, out)) {
                out.rollback(start);
                out.scratch().failedValues(failed);
                out.markCut();
                shared(blocks, start + room, headBytes, out);
                return;
            }
        }
    }

    private void shared(ThrowableChain blocks, int end, int headBytes, Utf8JsonWriter out) {
        // Room for the one note that counts the exceptions left out.
        int framesEnd = end - lines.noteBytes(0);
        int claims = shares.claim(blocks, framesEnd - out.position(), out);
        int leftOut = 0;
        for (int i = 0; i < blocks.size(); i++) {
            ThrowableBlock block = blocks.get(i);
            if (block.isDropped()) {
                leftOut += block.depth() > 0 ? 0 : block.role() == Role.GAP ? block.leftOut() : 1;
            } else {
                if (leftOut > 0) {
                    lines.note(leftOut, Note.EXCEPTIONS_OMITTED, 0, out);
                    framesEnd = end;
                    leftOut = 0;
                }
                claims -= block.claimBytes();
                int share = framesEnd - out.position() - claims;
                writer.write(block, Math.min(headBytes, Math.max(0, share / 2)), share, out);
            }
        }
    }
}
