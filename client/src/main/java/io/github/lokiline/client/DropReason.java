package io.github.lokiline.client;

import java.util.Locale;

/** Why an entry was lost on our side. Each has a count of its own in the {@link Ledger}. Immutable. */
public enum DropReason {
    /** There was no room in the queue. */
    QUEUE_FULL,
    /** The line could not be encoded. */
    ENCODE_FAILED,
    /** The encoder made an empty line: there was nothing to send. */
    EMPTY_LINE,
    /** The event was logged from within the logging of another event, on the same thread. */
    REENTRANT,
    /** The client was closed already. */
    CLOSED,
    /** The tenant id has characters Loki refuses, or there are too many tenants. */
    TENANT,
    /** Older than {@code maxAge} before Loki could be reached. */
    TOO_OLD,
    /** Refused by Loki as unreadable, alone in its push. */
    POISON,
    /** There was no room on disk either: the oldest of the spool made room for newer ones. */
    SPOOL_FULL,
    /** Older than {@code spoolMaxAge} before Loki could be reached. */
    SPOOL_EXPIRED,
    /** The disk did not give back what was written. */
    SPOOL_DAMAGED,
    /** Undelivered when the shutdown deadline came. */
    SHUTDOWN,
    /** A mistake in this library; the message with it goes to the listener. */
    INTERNAL_ERROR;

    /** The name in the ledger: {@code queue_full}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
