package io.github.lokiline.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stack trace as one JSON string, in the layout of {@link Throwable#printStackTrace()} without module names.
 * Thread-safe.
 *
 * <pre>{@code
 * java.lang.IllegalStateException: not open
 *     at com.acme.Svc.handle(Svc.java:42)
 *     Suppressed: ...
 * Caused by: java.io.IOException: gone
 *     at ...
 *     ... 12 more
 * }</pre>
 *
 * <p>Bounded while it writes: by the writer's limit, by {@value #MAX_FRAMES} frames a throwable (the first and the last
 * ones stay), and by visiting each throwable once.
 */
final class TraceWriter {
    static final int MAX_FRAMES = 200;

    private static final int LAST_FRAMES = 50;
    private static final int MAX_SUPPRESSED_DEPTH = 8;
    private static final byte[] LINE_END = Ascii.bytes("\\n");
    private static final byte[] INDENT = Ascii.bytes("\\t");
    private static final StackTraceElement[] NO_FRAMES = {};

    private final FrameTexts rendered = new FrameTexts();

    void write(Throwable thrown, LineWriter out) {
        out.separate();
        out.put('"');
        chain(thrown, "", 0, NO_FRAMES, new Visited(), out);
        out.put('"');
    }

    private void chain(
            Throwable first,
            String firstCaption,
            int depth,
            StackTraceElement[] enclosing,
            Visited visited,
            LineWriter out) {
        StackTraceElement[] outer = enclosing;
        String caption = firstCaption;
        for (Throwable thrown = first; thrown != null && !isFull(out); thrown = cause(thrown)) {
            if (!caption.isEmpty()) {
                newLine(depth, out);
                out.text(caption);
            }
            if (!visited.add(thrown)) {
                out.text("[circular reference: " + header(thrown, out) + "]");
                return;
            }
            out.text(header(thrown, out));
            StackTraceElement[] frames = frames(thrown);
            body(frames, outer, depth, out);
            suppressed(thrown, depth, frames, visited, out);
            outer = frames;
            caption = "Caused by: ";
        }
    }

    private void suppressed(Throwable thrown, int depth, StackTraceElement[] frames, Visited visited, LineWriter out) {
        Throwable[] suppressed = thrown.getSuppressed();
        for (int i = 0; i < suppressed.length && depth < MAX_SUPPRESSED_DEPTH && !isFull(out); i++) {
            chain(suppressed[i], "Suppressed: ", depth + 1, frames, visited, out);
        }
    }

    private void body(StackTraceElement[] frames, StackTraceElement[] outer, int depth, LineWriter out) {
        int own = own(frames, outer);
        int lastFrom = own <= MAX_FRAMES ? 0 : own - LAST_FRAMES;
        int firstTo = own <= MAX_FRAMES ? 0 : MAX_FRAMES - LAST_FRAMES;
        some(frames, 0, firstTo, depth, out);
        if (lastFrom > firstTo) {
            more(lastFrom - firstTo, " frames omitted", depth, out);
        }
        some(frames, lastFrom, own, depth, out);
        if (own < frames.length) {
            more(frames.length - own, " more", depth, out);
        }
    }

    private void some(StackTraceElement[] frames, int from, int to, int depth, LineWriter out) {
        for (int i = from; i < to && !isFull(out); i++) {
            newLine(depth, out);
            rendered.write(frames[i], out);
        }
    }

    private static void more(int count, String what, int depth, LineWriter out) {
        newLine(depth, out);
        out.text("\t... " + count + what);
    }

    /** Frames that are not also at the end of the enclosing trace. */
    private static int own(StackTraceElement[] frames, StackTraceElement[] outer) {
        int own = frames.length;
        int enclosing = outer.length;
        while (own > 0 && enclosing > 0 && frames[own - 1].equals(outer[enclosing - 1])) {
            own--;
            enclosing--;
        }
        return own;
    }

    private static String header(Throwable thrown, LineWriter out) {
        try {
            return out.redacted(String.valueOf(thrown.toString()));
        } catch (Throwable failure) {
            // The trace is worth more than its headline.
            return thrown.getClass().getName() + ": " + ErrorText.of(failure, out);
        }
    }

    private static StackTraceElement[] frames(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        return frames == null ? NO_FRAMES : frames;
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable failure) {
            // What stopped us from seeing the cause is the next best thing to show.
            return failure;
        }
    }

    private static void newLine(int depth, LineWriter out) {
        out.raw(LINE_END);
        for (int i = 0; i < depth; i++) {
            out.raw(INDENT);
        }
    }

    private static boolean isFull(LineWriter out) {
        if (out.isFull()) {
            out.markCut();
        }
        return out.isFull();
    }

    /** Throwables written so far, by identity. */
    private static final class Visited {
        private Throwable[] throwables = new Throwable[4];
        private int size;

        boolean add(Throwable thrown) {
            for (int i = 0; i < size; i++) {
                if (throwables[i] == thrown) {
                    return false;
                }
            }
            if (size == throwables.length) {
                throwables = Arrays.copyOf(throwables, 2 * size);
            }
            throwables[size++] = thrown;
            return true;
        }
    }
}
