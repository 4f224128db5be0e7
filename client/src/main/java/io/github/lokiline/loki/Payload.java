package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.spool.SpooledBatch;
import io.github.lokiline.loki.internal.wire.PushBody;

/**
 * What a push carries: entries of one stream as they go over the wire, and what is known of them without taking the body
 * apart. Immutable; nobody writes into the body.
 *
 * @param body a compressed push
 * @param entries how many
 * @param entryBytes their size before compression
 * @param oldestEpochNanos the time of the oldest entry
 * @param newestEpochNanos the time of the newest entry
 * @param bare no entry has structured metadata
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares payloads
record Payload(byte[] body, int entries, int entryBytes, long oldestEpochNanos, long newestEpochNanos, boolean bare) {

    /** As it was before it went to disk. */
    static Payload of(SpooledBatch record) {
        return new Payload(
                record.body(),
                record.entries(),
                PushBody.plainBytes(record.body()),
                record.firstEpochNanos(),
                record.lastEpochNanos(),
                record.bare());
    }
}
