package io.github.lokiline.client.internal.spool;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Batches to records and back, for one endpoint. Owned by the spool's thread. */
public final class RecordCodec {

    private final byte[] endpointId;
    private final ReadBuffer window;

    public RecordCodec(String endpointId, ReadBuffer window) {
        this.endpointId = endpointId.getBytes(StandardCharsets.UTF_8);
        this.window = window;
    }

    /** All of a record but its body: header, endpoint id, tenant, labels. */
    public byte[] front(RecordData batch) {
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

    /** Whether the content is what was written; read through the window, so it costs no memory. */
    public boolean isWhole(SegmentFile file, ScannedRecord found) throws IOException {
        if (found.isCut()) {
            return false;
        }
        CRC32C crc = new CRC32C();
        long at = found.contentAt();
        while (at < found.end()) {
            int from = window.show(file, at, 1);
            int count = (int) Math.min(window.available(at), found.end() - at);
            if (count == 0) {
                return false;
            }
            crc.update(window.bytes(), from, count);
            at += count;
        }
        return (int) crc.getValue() == found.header().contentCrc();
    }

    /** Whether a whole record is of this endpoint. */
    public boolean isOurs(SegmentFile file, ScannedRecord found) throws IOException {
        int length = found.header().endpointBytes();
        if (length != endpointId.length) {
            return false;
        }
        int from = window.show(file, found.contentAt(), length);
        return Arrays.equals(window.bytes(), from, from + length, endpointId, 0, length);
    }

    /** Tells whose a whole record is, and from when. */
    public void tell(SegmentFile file, ScannedRecord found, SpoolListener listener) throws IOException {
        RecordHeader header = found.header();
        byte[] names = read(file, found.contentAt(), header.nameBytes());
        listener.found(tenant(names, header), labels(names, header), header.firstEpochNanos());
    }

    private static String tenant(byte[] names, RecordHeader header) {
        return new String(names, header.endpointBytes(), header.tenantBytes(), StandardCharsets.UTF_8);
    }

    private static String labels(byte[] names, RecordHeader header) {
        int labelsAt = header.endpointBytes() + header.tenantBytes();
        return new String(names, labelsAt, header.labelsBytes(), StandardCharsets.UTF_8);
    }

    /** The batch of a record that is not cut; null when the content is not what was written. */
    public @Nullable RecordData batch(SegmentFile file, ScannedRecord found) throws IOException {
        RecordHeader header = found.header();
        byte[] names = read(file, found.contentAt(), header.nameBytes());
        byte[] body = read(file, found.contentAt() + names.length, header.bodyBytes());
        CRC32C crc = new CRC32C();
        crc.update(names);
        crc.update(body);
        if ((int) crc.getValue() != header.contentCrc()) {
            return null;
        }
        return new RecordData(
                tenant(names, header),
                labels(names, header),
                header.entries(),
                header.firstEpochNanos(),
                header.lastEpochNanos(),
                header.isBare(),
                body);
    }

    private static byte[] read(SegmentFile file, long at, int count) throws IOException {
        byte[] bytes = new byte[count];
        if (file.read(at, bytes, count) < count) {
            throw new EOFException("ends too early");
        }
        return bytes;
    }
}
