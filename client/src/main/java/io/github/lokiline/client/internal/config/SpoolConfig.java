package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.FsyncPolicy;
import io.github.lokiline.client.internal.spool.SpoolStoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where batches go that Loki does not take, as a builder was told; nowhere by default. Owned by the builder's thread. */
public final class SpoolConfig {

    private static final long MIN_BYTES = 16L << 20;
    private static final long MAX_BYTES = 1L << 40;

    public @Nullable Path directory;

    public long maxBytes = 1L << 30;
    public Duration maxAge = Duration.ofDays(7);
    public FsyncPolicy fsync = FsyncPolicy.INTERVAL;

    public void check(ConfigErrors faults) {
        if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
            faults.add("spoolDirectory", directory, "a file and no directory; name a directory of its own");
        }
        faults.checkSize("spoolMaxBytes", maxBytes, MIN_BYTES, MAX_BYTES, "1 GB");
        faults.checkRange("spoolMaxAge", maxAge, Duration.ofSeconds(1), Duration.ofDays(3650), "7 d");
    }

    /** Null for no spool. */
    public @Nullable SpoolStoreConfig settings(String spoolId) {
        return directory == null ? null : new SpoolStoreConfig(directory, spoolId, maxBytes, maxAge, fsync);
    }

    public void describe(StringBuilder text) {
        text.append(", spoolDirectory=").append(directory == null ? "none" : directory);
        if (directory != null) {
            text.append(", spoolMaxBytes=")
                    .append(ConfigErrors.bytes(maxBytes))
                    .append(", spoolMaxAge=")
                    .append(ConfigErrors.text(maxAge))
                    .append(", spoolFsync=")
                    .append(fsync.word());
        }
    }
}
