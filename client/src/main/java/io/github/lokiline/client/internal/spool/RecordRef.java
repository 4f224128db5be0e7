package io.github.lokiline.client.internal.spool;

/** The position of a record. Opaque: a caller only hands it back to the {@link Spool} that issued it. Immutable. */
public record RecordRef(Segment segment, long at, int entries) {
    /** Returns whether the record is no longer on disk. */
    public boolean isGone() {
        return segment.gone;
    }

    /** Returns whether it is gone because somebody has removed its file, and not for the limits of the spool. */
    public boolean isRemoved() {
        return segment.removed;
    }
}
