package io.github.lokiline.loki.internal.spool;

/** Where a record stands, for whoever will say that it is done. Opaque, and worth nothing to another spool. Immutable. */
public final class SpooledRef {

    final Segment segment;
    final long at;
    final int entries;

    SpooledRef(Segment segment, long at, int entries) {
        this.segment = segment;
        this.at = at;
        this.entries = entries;
    }
}
