package io.github.lokiline.client;

import java.util.Locale;

/** The reason for which this library lost an entry. The {@link Ledger} counts each separately. Immutable. */
public enum DropReason {
    /** There was no room in the queue. */
    QUEUE_FULL,
    /** The line could not be encoded. */
    ENCODE_FAILED,
    /** The encoder returned an empty line, so that there was nothing to send. */
    EMPTY_LINE,
    /** The event was logged while the same thread was logging another event. */
    REENTRANT,
    /** The client was already closed. */
    CLOSED,
    /** The tenant id has characters that Loki rejects, or there are too many tenants. */
    TENANT,
    /** The entry was older than {@code maxAge} before Loki could be reached. */
    TOO_OLD,
    /** Loki rejected the entry as unreadable, alone in its push. */
    POISON,
    /** The spool was full: the oldest entries were deleted to make room for newer ones. */
    SPOOL_FULL,
    /** The entry was older than {@code spoolMaxAge} before Loki could be reached. */
    SPOOL_EXPIRED,
    /** The entry was damaged on disk. */
    SPOOL_DAMAGED,
    /** The entry was not delivered before the shutdown deadline. */
    SHUTDOWN,
    /** A bug in this library; a message goes to the listener. */
    INTERNAL_ERROR;

    /** Returns the name in the ledger: {@code queue_full}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
