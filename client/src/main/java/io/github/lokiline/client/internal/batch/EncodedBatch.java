package io.github.lokiline.client.internal.batch;

import io.github.lokiline.client.internal.spool.RecordData;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;

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
@SuppressWarnings("ArrayRecordComponent")
public // nobody compares payloads
record EncodedBatch(
        byte[] body, int entries, int entryBytes, long oldestEpochNanos, long newestEpochNanos, boolean bare) {

    /** As it was before it went to disk. */
    public static EncodedBatch of(RecordData record) {
        return new EncodedBatch(
                record.body(),
                record.entries(),
                PushRequestEncoder.plainBytes(record.body()),
                record.firstEpochNanos(),
                record.lastEpochNanos(),
                record.bare());
    }
}
