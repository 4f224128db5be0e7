package io.github.lokiline.client.internal.spool;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Converts batches of one endpoint to records, finds records in segments and reads them. Owned by the spool's thread. */
final class RecordCodec {
    private final byte[] endpointId;

    RecordCodec(String endpointId) {
        this.endpointId = endpointId.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns all of a record but its body: header, endpoint id, tenant, labels. */
    byte[] front(RecordData batch) {
        byte[] tenant = batch.tenant().getBytes(StandardCharsets.UTF_8);
        byte[] labels = batch.labels().getBytes(StandardCharsets.UTF_8);
        int tenantAt = RecordHeader.BYTES + endpointId.length;
        byte[] front = new byte[tenantAt + tenant.length + labels.length];
        System.arraycopy(endpointId, 0, front, RecordHeader.BYTES, endpointId.length);
        System.arraycopy(tenant, 0, front, tenantAt, tenant.length);
        System.arraycopy(labels, 0, front, tenantAt + tenant.length, labels.length);
        RecordHeader.write(front, batch, endpointId.length, tenant.length, labels.length);
        return front;
    }

    /**
     * Finds the first record at or behind {@code from}, over any damage between.
     *
     * <p>The search always ends: each step advances by at least one byte, and a byte that only looks like a start costs a
     * checksum over at most {@value RecordHeader#MAX_BYTES} bytes.
     *
     * @return null if there is none up to the end
     */
    @Nullable
    RecordHeader find(SegmentFile file, long from) throws IOException {
        long at = from;
        while (at < file.bytes()) {
            int available = file.load(at, RecordHeader.MAX_BYTES);
            RecordHeader header = RecordHeader.read(file, at, available);
            // Without any byte, someone has truncated the file.
            if (header != null || available == 0) {
                return header;
            }
            at += distanceToStart(file.buffer(), file.indexOf(at), available);
        }
        return null;
    }

    /** Returns the distance from {@code place} to the next byte that may start a record, or to the end of the buffer. */
    private static int distanceToStart(byte[] bytes, int place, int available) {
        int distance = 1;
        while (distance < available && bytes[place + distance] != RecordHeader.MAGIC_START) {
            distance++;
        }
        return distance;
    }

    /** Returns whether the content of a record is undamaged. Reads through the buffer, so it allocates nothing. */
    boolean isWhole(SegmentFile file, RecordHeader record) throws IOException {
        if (record.isCut()) {
            return false;
        }
        CRC32C crc = new CRC32C();
        long at = record.contentAt();
        while (at < record.end()) {
            int count = (int) Math.min(file.load(at, 1), record.end() - at);
            if (count == 0) {
                return false;
            }
            crc.update(file.buffer(), file.indexOf(at), count);
            at += count;
        }
        return (int) crc.getValue() == record.contentCrc();
    }

    /** Returns whether a whole record belongs to this endpoint. */
    boolean isOfEndpoint(SegmentFile file, RecordHeader record) throws IOException {
        int length = record.endpointBytes();
        if (length != endpointId.length) {
            return false;
        }
        file.load(record.contentAt(), length);
        int from = file.indexOf(record.contentAt());
        return Arrays.equals(file.buffer(), from, from + length, endpointId, 0, length);
    }

    /** Returns the tenant and the labels of a whole record. */
    RecordData names(SegmentFile file, RecordHeader record) throws IOException {
        return data(read(file, record.contentAt(), record.nameBytes()), record, new byte[0]);
    }

    /** Returns the batch of a record that is not cut, or null if its content is damaged. */
    @Nullable
    RecordData batch(SegmentFile file, RecordHeader record) throws IOException {
        byte[] names = read(file, record.contentAt(), record.nameBytes());
        byte[] body = read(file, record.contentAt() + names.length, record.bodyBytes());
        CRC32C crc = new CRC32C();
        crc.update(names);
        crc.update(body);
        if ((int) crc.getValue() != record.contentCrc()) {
            return null;
        }
        return data(names, record, body);
    }

    private static RecordData data(byte[] names, RecordHeader record, byte[] body) {
        return new RecordData(
                tenant(names, record),
                labels(names, record),
                record.entries(),
                record.firstEpochNanos(),
                record.lastEpochNanos(),
                record.isBare(),
                body);
    }

    private static String tenant(byte[] names, RecordHeader record) {
        return new String(names, record.endpointBytes(), record.tenantBytes(), StandardCharsets.UTF_8);
    }

    private static String labels(byte[] names, RecordHeader record) {
        int labelsAt = record.endpointBytes() + record.tenantBytes();
        return new String(names, labelsAt, record.labelsBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] read(SegmentFile file, long at, int count) throws IOException {
        byte[] bytes = new byte[count];
        if (file.read(at, bytes, count) < count) {
            throw new EOFException("ends too early");
        }
        return bytes;
    }
}
