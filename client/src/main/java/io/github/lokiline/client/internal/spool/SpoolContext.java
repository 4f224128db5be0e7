package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What the parts of one spool share. Immutable; what it holds is called on the spool's thread only. */
public record SpoolContext(
        SpoolStoreConfig settings,
        LongSupplier epochMillis,
        LongSupplier nanoTime,
        SpoolListener listener,
        CrashPointListener steps,
        long segmentBytes) {

    /** Large enough that files are few, small enough that reading one does not hold up live lines. */
    private static final long MAX_SEGMENT_BYTES = 8L << 20;

    /** A small spool is not emptied by the first segment that must go. */
    private static final long MIN_SEGMENTS = 8;

    static long segmentBytes(long maxBytes) {
        return Math.min(MAX_SEGMENT_BYTES, Math.max(1, maxBytes / MIN_SEGMENTS));
    }

    /** Entries from before this time are too old. */
    long oldestEpochNanos() {
        return TimeUnit.MILLISECONDS.toNanos(
                epochMillis.getAsLong() - settings.maxAge().toMillis());
    }

    /** Tells of {@code path} and why it failed; the reason does not repeat the path. */
    public void trouble(Path path, String what, IOException why) {
        listener.trouble("spool \"" + path + "\": " + what + " (" + reason(path, why) + ")");
    }

    static String reason(Path path, IOException why) {
        String text = why instanceof FileSystemException e ? e.getReason() : why.getMessage();
        String kind = why.getClass().getSimpleName();
        return text == null || text.isBlank()
                ? kind
                : text.replace(path.toString(), "").trim();
    }
}
