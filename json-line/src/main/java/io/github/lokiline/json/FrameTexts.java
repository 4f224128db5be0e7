package io.github.lokiline.json;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Writes stack frames, rendering each once: the same few places fail again and again, and every trace ends in the same
 * frames. Thread-safe: a bounded cache without locks, where a frame may push out another.
 */
final class FrameTexts {
    private static final int SLOTS = 1024;
    private static final int MAX_CACHED_BYTES = 512;

    private final AtomicReferenceArray<@Nullable Rendered> cache = new AtomicReferenceArray<>(SLOTS);

    /** As {@code <tab>at com.acme.Svc.handle(Svc.java:42)}, up to the writer's limit. */
    void write(StackTraceElement frame, LineWriter out) {
        int hash = frame.hashCode();
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        Rendered known = cache.getAcquire(slot);
        if (known != null
                && known.bytes().length <= out.limit() - out.position()
                && known.frame().equals(frame)) {
            out.raw(known.bytes());
            return;
        }
        int mark = out.position();
        render(frame, out);
        int length = out.position() - mark;
        if (length <= MAX_CACHED_BYTES && !out.isCut()) {
            byte[] bytes = new byte[length];
            System.arraycopy(out.array(), mark, bytes, 0, length);
            cache.setRelease(slot, new Rendered(frame, bytes));
        }
    }

    private static void render(StackTraceElement frame, LineWriter out) {
        out.text("\tat ");
        out.text(frame.getClassName());
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

    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Rendered(StackTraceElement frame, byte[] bytes) {}
}
