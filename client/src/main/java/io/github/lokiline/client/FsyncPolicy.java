package io.github.lokiline.client;

import java.util.Locale;

/**
 * When the spool forces to the disk what it has written. A process that is killed loses nothing with any of them; a power
 * cut may. Immutable.
 */
public enum FsyncPolicy {
    /** Whenever the operating system likes. */
    NONE,
    /** Half a second after the first batch that is not forced yet. The default. */
    INTERVAL,
    /** Before a batch leaves memory. */
    ALWAYS;

    /** The name in a configuration: {@code interval}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
