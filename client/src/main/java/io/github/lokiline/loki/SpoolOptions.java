package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.spool.Fsync;
import io.github.lokiline.loki.internal.spool.SpoolSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where batches go that Loki does not take, as a builder was told; nowhere by default. Owned by the builder's thread. */
final class SpoolOptions {

    private static final long MIN_BYTES = 16L << 20;
    private static final long MAX_BYTES = 1L << 40;

    @Nullable
    Path directory;

    long maxBytes = 1L << 30;
    Duration maxAge = Duration.ofDays(7);
    SpoolFsync fsync = SpoolFsync.INTERVAL;

    void check(Faults faults) {
        if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
            faults.add("spoolDirectory", directory, "a file and no directory; name a directory of its own");
        }
        faults.checkSize("spoolMaxBytes", maxBytes, MIN_BYTES, MAX_BYTES, "1 GB");
        faults.checkRange("spoolMaxAge", maxAge, Duration.ofSeconds(1), Duration.ofDays(3650), "7 d");
    }

    /** Null for no spool. */
    @Nullable
    SpoolSettings settings(String spoolId) {
        return directory == null
                ? null
                : new SpoolSettings(directory, spoolId, maxBytes, maxAge, Fsync.valueOf(fsync.name()));
    }

    void describe(StringBuilder text) {
        text.append(", spoolDirectory=").append(directory == null ? "none" : directory);
        if (directory != null) {
            text.append(", spoolMaxBytes=")
                    .append(Faults.bytes(maxBytes))
                    .append(", spoolMaxAge=")
                    .append(Faults.text(maxAge))
                    .append(", spoolFsync=")
                    .append(fsync.word());
        }
    }
}
