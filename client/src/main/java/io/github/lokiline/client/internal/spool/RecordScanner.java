package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds one record after the other in a segment, over whatever is damaged between them. Owned by the spool's thread.
 *
 * <p>It always ends: each look is at least one byte behind the last, and a byte that only looks like a start costs a
 * checksum over {@value RecordHeader#MAX_BYTES} bytes at most.
 */
public final class RecordScanner {

    private final ReadBuffer window;

    public RecordScanner(ReadBuffer window) {
        this.window = window;
    }

    /** The first record at or behind {@code from}; null when there is none up to the end. */
    public @Nullable ScannedRecord find(SegmentFile file, long from) throws IOException {
        long at = from;
        while (at < file.bytes()) {
            int place = window.show(file, at, RecordHeader.MAX_BYTES);
            int available = window.available(at);
            RecordHeader header = RecordHeader.read(window.bytes(), place, available);
            if (header != null) {
                return new ScannedRecord(at, header, file.bytes());
            }
            if (available == 0) {
                // Somebody cut the file: what counted is gone.
                return null;
            }
            at += distanceToStart(place, available);
        }
        return null;
    }

    /** How far behind {@code place} the next byte is that may start a record, or where the window ends. */
    private int distanceToStart(int place, int available) {
        byte[] bytes = window.bytes();
        int distance = 1;
        while (distance < available && bytes[place + distance] != RecordHeader.MAGIC_START) {
            distance++;
        }
        return distance;
    }
}
