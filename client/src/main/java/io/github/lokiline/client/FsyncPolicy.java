package io.github.lokiline.client;

import java.util.Locale;

/**
 * The time at which the spool forces written batches to the disk. A killed process loses no batch with any of them; a
 * power cut may lose some. Immutable.
 */
public enum FsyncPolicy {
    /** Leaves the time to the operating system. */
    NONE,
    /** Forces half a second after the first batch that is not forced yet. The default. */
    INTERVAL,
    /** Forces each batch before it is removed from memory. */
    ALWAYS;

    /** Returns the name in a configuration: {@code interval}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
