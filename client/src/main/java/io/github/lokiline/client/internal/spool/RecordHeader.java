package io.github.lokiline.client.internal.spool;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The header of a record and its position in a segment. Immutable. Numbers are big-endian and unsigned.
 *
 * <pre>
 *    0  FE 6C 6B 73  magic
 *    4  state        1 byte; FF: done, anything else: not done; in no checksum, because it changes in place
 *    5  version      1 byte
 *    6  length       of the header, 2 bytes
 *    8  length       of the record, 4 bytes
 *   12  CRC32C       of bytes 5 to 11 and of the header behind this checksum
 *   16  CRC32C       of the content
 *   20  flags        2 bytes; bit 0: no entry has structured metadata
 *   22  lengths      of endpoint id (2 bytes), tenant (2 bytes) and labels (4 bytes)
 *   30  entries      4 bytes
 *   34  times        of the oldest and of the newest entry, nanoseconds since 1970, 8 bytes each
 *   50  content      endpoint id, tenant, labels, body
 * </pre>
 *
 * @param at the position of the record in its segment
 * @param segmentBytes the end of the segment
 * @param isUnknownVersion true if a newer version wrote the record: its length is known, the components after it are not
 */
record RecordHeader(
        long at,
        long segmentBytes,
        boolean isDone,
        boolean isUnknownVersion,
        int recordBytes,
        int contentCrc,
        boolean isBare,
        int endpointBytes,
        int tenantBytes,
        int labelsBytes,
        int entries,
        long firstEpochNanos,
        long lastEpochNanos) {
    /** The length of a header of this version. */
    static final int BYTES = 50;

    /** The length of the longest header of any version; a longer one is not worth computing a checksum. */
    static final int MAX_BYTES = 256;

    static final byte MAGIC_START = (byte) 0xFE;
    static final int STATE_AT = 4;
    static final byte DONE = (byte) 0xFF;

    private static final int MAGIC = 0xFE6C6B73;
    private static final int VERSION = 1;
    private static final int VERSION_AT = 5;
    private static final int HEADER_LENGTH_AT = 6;
    private static final int RECORD_LENGTH_AT = 8;
    private static final int CRC_AT = 12;
    private static final int CRC_END = 16;
    private static final int FLAG_BARE = 1;

    /** Returns null if the {@code available} buffered bytes at {@code at} do not begin with a whole, consistent header. */
    static @Nullable RecordHeader read(SegmentFile file, long at, int available) {
        if (available <= CRC_END) {
            return null;
        }
        byte[] source = file.buffer();
        int place = file.indexOf(at);
        ByteBuffer bytes = ByteBuffer.wrap(source, place, available).slice();
        int length = bytes.getShort(HEADER_LENGTH_AT) & 0xFFFF;
        boolean possible = bytes.getInt(0) == MAGIC && length > CRC_END && length <= Math.min(MAX_BYTES, available);
        if (!possible || bytes.getInt(CRC_AT) != checksum(source, place, length)) {
            return null;
        }
        byte[] header = Arrays.copyOfRange(source, place, place + Math.max(length, BYTES));
        RecordHeader decoded = decode(ByteBuffer.wrap(header), at, file.bytes());
        return decoded.isConsistent(length) ? decoded : null;
    }

    private static RecordHeader decode(ByteBuffer bytes, long at, long segmentBytes) {
        return new RecordHeader(
                at,
                segmentBytes,
                bytes.get(STATE_AT) == DONE,
                bytes.get(VERSION_AT) != VERSION,
                bytes.getInt(RECORD_LENGTH_AT),
                // From here on in the order of the bytes.
                bytes.position(CRC_END).getInt(),
                (bytes.getShort() & FLAG_BARE) != 0,
                bytes.getShort() & 0xFFFF,
                bytes.getShort() & 0xFFFF,
                bytes.getInt(),
                bytes.getInt(),
                bytes.getLong(),
                bytes.getLong());
    }

    /** An entry has its time at least, and a compressed byte becomes some twenty plain ones: no batch comes near to this. */
    private static final int MAX_ENTRIES_A_BYTE = 64;

    /** Checks that the lengths add up: a matching checksum only proves that they are what was written. */
    private boolean isConsistent(int headerBytes) {
        boolean isKnown = headerBytes == BYTES
                && entries > 0
                && entries / MAX_ENTRIES_A_BYTE <= recordBytes
                && labelsBytes >= 0
                && (long) endpointBytes + tenantBytes + labelsBytes <= (long) recordBytes - BYTES;
        return recordBytes >= headerBytes && (isUnknownVersion || isKnown);
    }

    /** Writes the header of a record whose content up to the body is in {@code target} already. */
    static void write(byte[] target, RecordData batch, int endpointBytes, int tenantBytes, int labelsBytes) {
        CRC32C content = new CRC32C();
        content.update(target, BYTES, target.length - BYTES);
        content.update(batch.body());
        ByteBuffer.wrap(target)
                .putInt(MAGIC)
                .put((byte) 0)
                .put((byte) VERSION)
                .putShort((short) BYTES)
                .putInt(target.length + batch.body().length)
                .position(CRC_END)
                .putInt((int) content.getValue())
                .putShort((short) (batch.bare() ? FLAG_BARE : 0))
                .putShort((short) endpointBytes)
                .putShort((short) tenantBytes)
                .putInt(labelsBytes)
                .putInt(batch.entries())
                .putLong(batch.firstEpochNanos())
                .putLong(batch.lastEpochNanos())
                .putInt(CRC_AT, checksum(target, 0, BYTES));
    }

    private static int checksum(byte[] source, int place, int length) {
        CRC32C crc = new CRC32C();
        crc.update(source, place + VERSION_AT, CRC_AT - VERSION_AT);
        crc.update(source, place + CRC_END, length - CRC_END);
        return (int) crc.getValue();
    }

    long contentAt() {
        return at + BYTES;
    }

    /** Returns the length of endpoint id, tenant and labels. */
    int nameBytes() {
        return endpointBytes + tenantBytes + labelsBytes;
    }

    int bodyBytes() {
        return recordBytes - BYTES - nameBytes();
    }

    long end() {
        return at + recordBytes;
    }

    /** Returns whether the segment ends before the record does. */
    boolean isCut() {
        return end() > segmentBytes;
    }

    /** Returns where to look for the next record: behind this one, or inside if its length leads nowhere. */
    long next() {
        return isCut() ? at + 1 : end();
    }
}
