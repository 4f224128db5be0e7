package io.github.lokiline.client.internal.spool;

/** Where a record stands, for whoever will say that it is done. Opaque, and worth nothing to another spool. Immutable. */
public final class RecordRef {

    public final Segment segment;
    public final long at;
    final int entries;

    public RecordRef(Segment segment, long at, int entries) {
        this.segment = segment;
        this.at = at;
        this.entries = entries;
    }
}
