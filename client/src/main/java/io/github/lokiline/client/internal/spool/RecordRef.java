package io.github.lokiline.client.internal.spool;

/** The position of a record. Opaque: a caller only hands it back to the {@link Spool} that issued it. Immutable. */
public record RecordRef(Segment segment, long at, int entries) {
    /** Returns whether somebody has removed its file: the batch is in memory only. */
    public boolean isRemoved() {
        return segment.removed;
    }
}
