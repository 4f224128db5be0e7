package io.github.lokiline.loki.internal.spool;

/**
 * A record whose header is whole. Immutable.
 *
 * @param at where it starts in its segment
 * @param segmentBytes where the segment ends
 */
record FoundRecord(long at, RecordHeader header, long segmentBytes) {

    long contentAt() {
        return at + RecordHeader.BYTES;
    }

    long end() {
        return at + header.recordBytes();
    }

    /** The segment ends before the record does. */
    boolean isCut() {
        return end() > segmentBytes;
    }

    /** Where to look for the next record: behind this one, or in it when its length leads nowhere. */
    long next() {
        return isCut() ? at + 1 : end();
    }
}
