package io.github.lokiline.client.internal.spool;

/**
 * A record whose header is whole. Immutable.
 *
 * @param at where it starts in its segment
 * @param segmentBytes where the segment ends
 */
public record ScannedRecord(long at, RecordHeader header, long segmentBytes) {

    long contentAt() {
        return at + RecordHeader.BYTES;
    }

    public long end() {
        return at + header.recordBytes();
    }

    /** The segment ends before the record does. */
    public boolean isCut() {
        return end() > segmentBytes;
    }

    /** Where to look for the next record: behind this one, or in it when its length leads nowhere. */
    public long next() {
        return isCut() ? at + 1 : end();
    }
}
