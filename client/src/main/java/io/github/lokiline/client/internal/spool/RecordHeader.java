package io.github.lokiline.client.internal.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The front of a record, as drawn in the package's documentation. Immutable. */
public final class RecordHeader {

    static final int BYTES = 50;

    /** No version's header is longer: what claims to be is not worth a checksum. */
    static final int MAX_BYTES = 256;

    static final byte MAGIC_START = (byte) 0xFE;
    public static final int STATE_AT = 4;
    static final byte DONE = (byte) 0xFF;

    private static final int MAGIC = 0xFE6C6B73;
    private static final int VERSION = 1;
    private static final int VERSION_AT = 5;
    private static final int HEADER_LENGTH_AT = 6;
    private static final int RECORD_LENGTH_AT = 8;
    private static final int CRC_AT = 12;
    private static final int CRC_END = 16;
    private static final int CONTENT_CRC_AT = 16;
    private static final int FLAGS_AT = 20;
    private static final int ENDPOINT_LENGTH_AT = 22;
    private static final int TENANT_LENGTH_AT = 24;
    private static final int LABELS_LENGTH_AT = 26;
    private static final int ENTRIES_AT = 30;
    private static final int FIRST_TIME_AT = 34;
    private static final int LAST_TIME_AT = 42;
    private static final int FLAG_BARE = 1;

    private final ByteBuffer bytes;

    private RecordHeader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Reads the header at {@code at}; null when there is none, or not a whole one, in the {@code available} bytes. */
    static @Nullable RecordHeader read(byte[] source, int at, int available) {
        if (available <= CRC_END) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(source, at, available).slice();
        int length = bytes.getShort(HEADER_LENGTH_AT) & 0xFFFF;
        boolean possible = bytes.getInt(0) == MAGIC && length > CRC_END && length <= Math.min(MAX_BYTES, available);
        if (!possible || bytes.getInt(CRC_AT) != checksum(source, at, length)) {
            return null;
        }
        RecordHeader header = new RecordHeader(
                ByteBuffer.allocate(length).put(source, at, length).flip());
        return header.isConsistent() ? header : null;
    }

    /** Writes the header of a record of ours to the start of {@code target}. */
    static void write(byte[] target, RecordData batch, int endpointBytes, int tenantBytes, int labelsBytes) {
        CRC32C content = new CRC32C();
        content.update(target, BYTES, target.length - BYTES);
        content.update(batch.body());
        ByteBuffer.wrap(target)
                .putInt(0, MAGIC)
                .put(VERSION_AT, (byte) VERSION)
                .putShort(HEADER_LENGTH_AT, (short) BYTES)
                .putInt(RECORD_LENGTH_AT, target.length + batch.body().length)
                .putInt(CONTENT_CRC_AT, (int) content.getValue())
                .putShort(FLAGS_AT, (short) (batch.bare() ? FLAG_BARE : 0))
                .putShort(ENDPOINT_LENGTH_AT, (short) endpointBytes)
                .putShort(TENANT_LENGTH_AT, (short) tenantBytes)
                .putInt(LABELS_LENGTH_AT, labelsBytes)
                .putInt(ENTRIES_AT, batch.entries())
                .putLong(FIRST_TIME_AT, batch.firstEpochNanos())
                .putLong(LAST_TIME_AT, batch.lastEpochNanos())
                .putInt(CRC_AT, checksum(target, 0, BYTES));
    }

    public boolean isDone() {
        return bytes.get(STATE_AT) == DONE;
    }

    /** Written by a version that this one does not know: only {@link #recordBytes} may be asked. */
    public boolean isUnknownVersion() {
        return bytes.get(VERSION_AT) != VERSION;
    }

    public int recordBytes() {
        return bytes.getInt(RECORD_LENGTH_AT);
    }

    int contentCrc() {
        return bytes.getInt(CONTENT_CRC_AT);
    }

    boolean isBare() {
        return (bytes.getShort(FLAGS_AT) & FLAG_BARE) != 0;
    }

    int endpointBytes() {
        return bytes.getShort(ENDPOINT_LENGTH_AT) & 0xFFFF;
    }

    int tenantBytes() {
        return bytes.getShort(TENANT_LENGTH_AT) & 0xFFFF;
    }

    int labelsBytes() {
        return bytes.getInt(LABELS_LENGTH_AT);
    }

    int nameBytes() {
        return endpointBytes() + tenantBytes() + labelsBytes();
    }

    int bodyBytes() {
        return recordBytes() - BYTES - nameBytes();
    }

    public int entries() {
        return bytes.getInt(ENTRIES_AT);
    }

    long firstEpochNanos() {
        return bytes.getLong(FIRST_TIME_AT);
    }

    public long lastEpochNanos() {
        return bytes.getLong(LAST_TIME_AT);
    }

    /** A right checksum does not make sense of what a mistake wrote: lengths must still add up. */
    private boolean isConsistent() {
        if (recordBytes() < bytes.capacity()) {
            return false;
        }
        long content = (long) recordBytes() - BYTES;
        return isUnknownVersion()
                || (bytes.capacity() == BYTES
                        && entries() > 0
                        && labelsBytes() >= 0
                        && (long) endpointBytes() + tenantBytes() + labelsBytes() <= content);
    }

    private static int checksum(byte[] source, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(source, at + VERSION_AT, CRC_AT - VERSION_AT);
        crc.update(source, at + CRC_END, length - CRC_END);
        return (int) crc.getValue();
    }
}
