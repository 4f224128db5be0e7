package io.github.lokiline.client.internal.spool;

/** What a look through one segment found beside records to deliver, and how it is told. Owned by the spool's thread. */
public final class SegmentScanResult {

    public int unknown;
    public int foreign;
    public long damagedEntries;
    private long damagedBytes;
    private boolean cutShort;

    /** Bytes between two records that are neither. */
    public void skipped(long bytes) {
        damagedBytes += bytes;
    }

    /** Bytes behind the last record: what was being written when the process or the machine died. */
    public void skippedAtEnd(long bytes) {
        cutShort |= bytes > 0;
    }

    /** A record whose header tells what is lost with it. */
    public void damaged(ScannedRecord found) {
        damagedEntries += found.header().entries();
        damagedBytes += found.isCut() ? 0 : found.header().recordBytes();
        cutShort |= found.isCut();
    }

    public void tell(Segment segment, SpoolListener listener) {
        String start = "spool segment \"" + segment + "\": ";
        if (damagedBytes > 0) {
            listener.trouble(start + "damaged, bytes skipped: " + damagedBytes + ", entries known to be lost: "
                    + damagedEntries + "; look after the disk");
        } else if (cutShort) {
            listener.trouble(start + "the last write was cut short, entries known to be lost: " + damagedEntries);
        }
        if (unknown > 0) {
            listener.trouble(start + "batches of a newer format, left where they are: " + unknown
                    + "; a newer lokiline delivers them");
        }
        if (foreign > 0) {
            listener.trouble(start + "batches of another endpoint, left where they are: " + foreign
                    + "; move the file to a slot of theirs");
        }
    }
}
