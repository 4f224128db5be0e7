package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The settings, clocks and listeners of one spool. Immutable; its functions are called on the spool's thread only.
 *
 * @param settings returns the current limits; the directory and the endpoint never change
 */
record SpoolContext(
        Supplier<SpoolStoreConfig> settings,
        LongSupplier epochMillis,
        LongSupplier expiryEpochMillis,
        LongSupplier nanoTime,
        SpoolListener listener,
        RecordCheck check,
        Consumer<CrashPoint> crashPoints,
        long segmentBytes) {
    /** Large enough to keep files few, small enough that reading one does not delay live entries. */
    private static final long MAX_SEGMENT_BYTES = 8L << 20;

    /** Keeps a small spool from becoming empty when its oldest segment is deleted. */
    private static final long MIN_SEGMENTS = 8;

    static long segmentBytes(long maxBytes) {
        return Math.min(MAX_SEGMENT_BYTES, Math.max(1, maxBytes / MIN_SEGMENTS));
    }

    SpoolStoreConfig config() {
        return settings.get();
    }

    /** Returns the time before which entries have expired. */
    long oldestEpochNanos() {
        return TimeUnit.MILLISECONDS.toNanos(
                expiryEpochMillis.getAsLong() - config().maxAge().toMillis());
    }

    /** Reports a failed operation on {@code path}; the reason in parentheses does not repeat the path. */
    void trouble(Path path, String message, IOException cause) {
        listener.trouble("spool \"" + path + "\": " + message + " (" + reason(path, cause) + ")");
    }

    static String reason(Path path, IOException cause) {
        String text = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
        return text == null || text.isBlank()
                ? cause.getClass().getSimpleName()
                : text.replace(path.toString(), "").trim();
    }
}
