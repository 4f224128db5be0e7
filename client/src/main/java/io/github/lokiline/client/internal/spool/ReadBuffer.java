package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a segment that was read last, so that a walk over small records asks the file once in 64 KB. Owned by
 * the spool's thread, which has one for all segments.
 */
public final class ReadBuffer {

    private static final int BYTES = 64 * 1024;

    private final byte[] bytes = new byte[BYTES];
    private @Nullable SegmentFile file;
    private long start;
    private int length;

    byte[] bytes() {
        return bytes;
    }

    /**
     * Moves the window so that it shows {@code wanted} bytes at {@code at}, or all up to the end when there are fewer.
     *
     * @param wanted at most {@value #BYTES}
     * @return the place of the first one in {@link #bytes}
     */
    int show(SegmentFile segment, long at, int wanted) throws IOException {
        long end = Math.min(segment.bytes(), at + wanted);
        if (segment != file || at < start || end > start + length) {
            file = null;
            length = segment.read(at, bytes, (int) Math.max(0, Math.min(BYTES, segment.bytes() - at)));
            start = at;
            file = segment;
        }
        return (int) (at - start);
    }

    /** How many bytes are shown from {@code at} on. */
    int available(long at) {
        return (int) Math.max(0, start + length - at);
    }

    /** Marks a record as done: on disk, and here when it is shown. */
    public void markDone(SegmentFile segment, long recordAt) throws IOException {
        segment.markDone(recordAt);
        long at = recordAt + RecordHeader.STATE_AT;
        if (segment == file && at >= start && at < start + length) {
            bytes[(int) (at - start)] = RecordHeader.DONE;
        }
    }
}
