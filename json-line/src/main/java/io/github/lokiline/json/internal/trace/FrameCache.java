package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.internal.config.StackTraceConfig;
import io.github.lokiline.json.internal.write.LossyCache;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Renders each stack frame once, and decides once whether it is shown: the same few places fail again and again, and
 * every trace ends in the same frames. Thread-safe.
 */
final class FrameCache {
    private static final int SLOTS = 1024;
    private static final int MAX_CACHED_BYTES = 512;

    private final LossyCache<RenderedFrame> cache = new LossyCache<>(SLOTS);
    private final @Nullable FrameFilter excluded;
    private final @Nullable FrameFilter last;
    private final boolean shortened;
    private final TraceLineFormat lines;
    private final boolean hashed;

    FrameCache(StackTraceConfig rules, TraceLineFormat lines) {
        this.lines = lines;
        this.excluded = rules.excluded();
        this.last = rules.last();
        this.shortened = rules.shortenNames();
        this.hashed = rules.hashed();
    }

    /** Returns the frame's text. Uses the writer's buffer and leaves the writer as it was. */
    RenderedFrame of(StackTraceElement frame, Utf8JsonWriter out) {
        int hash = hash(frame);
        RenderedFrame known = cache.candidate(hash);
        if (known != null && same(known.frame(), frame)) {
            return known;
        }
        RenderedFrame made = new RenderedFrame(
                frame,
                rendered(frame, out),
                excluded != null && excluded.matches(frame),
                last != null && last.matches(frame),
                hashed ? StackHash.of(frame) : 0);
        if (made.bytes().length <= MAX_CACHED_BYTES) {
            cache.put(hash, made);
        }
        return made;
    }

    /** Hashes the parts that differ in most frames: a frame's own hash code reads its loader, module and file too. */
    private static int hash(StackTraceElement frame) {
        int hash = 31 * frame.getClassName().hashCode() + frame.getMethodName().hashCode();
        return 31 * hash + frame.getLineNumber();
    }

    /** Returns whether two frames look the same in a trace, whatever loader and module they come from. */
    static boolean same(StackTraceElement one, StackTraceElement other) {
        return one.getLineNumber() == other.getLineNumber()
                && one.getMethodName().equals(other.getMethodName())
                && one.getClassName().equals(other.getClassName())
                && Objects.equals(one.getFileName(), other.getFileName());
    }

    private byte[] rendered(StackTraceElement frame, Utf8JsonWriter out) {
        int mark = out.position();
        int limit = out.limit();
        out.limit(Utf8JsonWriter.NO_LIMIT);
        render(frame, out);
        byte[] bytes = Arrays.copyOfRange(out.array(), mark, out.position());
        out.rollback(mark);
        out.limit(limit);
        return bytes;
    }

    private void render(StackTraceElement frame, Utf8JsonWriter out) {
        lines.next(0, out);
        out.text("\tat ");
        out.text(shortened ? PackageAbbreviator.of(frame.getClassName()) : frame.getClassName());
        out.put('.');
        out.text(frame.getMethodName());
        String file = frame.getFileName();
        if (frame.isNativeMethod()) {
            out.text("(Native Method)");
        } else if (file == null) {
            out.text("(Unknown Source)");
        } else {
            out.put('(');
            out.text(file);
            if (frame.getLineNumber() >= 0) {
                out.put(':');
                out.integer(frame.getLineNumber());
            }
            out.put(')');
        }
    }

    /**
     * A stack frame as written. Immutable.
     *
     * @param frame the frame
     * @param bytes the end of the previous line and the frame, escaped: {@code <tab>at com.acme.Svc.handle(Svc.java:42)}
     * @param excluded true if stack traces leave it out
     * @param last true if stack traces leave out the frames behind it
     * @param hash its part of the stack trace's hash, 0 for none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    record RenderedFrame(StackTraceElement frame, byte[] bytes, boolean excluded, boolean last, int hash) {}
}
