package io.github.lokiline.client.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One entry as it stands inside a push, complete with its field header, so that a batch is nothing but entries in a row.
 * Stateless; the arrays belong to the caller.
 *
 * <pre>
 *   12 LEN                        field 2 of Stream: an Entry of LEN bytes
 *      0A 0C 08 sssss 10 nnnnn    field 1: Timestamp, seconds and nanoseconds, each a varint of exactly five bytes
 *      12 LEN line                field 2: the line
 *      1A LEN 0A LEN name 12 LEN value   field 3: one pair of structured metadata, repeated
 * </pre>
 *
 * The header is written backwards, in front of a line that already stands in the buffer: its lengths are known only
 * then. The timestamp has a fixed width because the worker may move it by a nanosecond later.
 */
public final class EntryCodec {

    /** Bytes to leave free in front of a line: 1 + 5 for the entry, 14 for the time, 1 + 5 for the line, and to spare. */
    public static final int HEADROOM = 32;

    private static final int TIME_BYTES = 14;
    private static final int SECONDS_AT = 3;
    private static final int NANOS_AT = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private EntryCodec() {}

    /**
     * Completes the entry whose line stands in {@code buffer[lineFrom, lineEnd)} and whose metadata follows up to
     * {@code end}.
     *
     * @param lineFrom at least {@link #HEADROOM}
     * @return a new array of exactly the entry's size
     */
    public static byte[] finish(byte[] buffer, int lineFrom, int lineEnd, int end, long epochNanos) {
        int lineBytes = lineEnd - lineFrom;
        int lineHeader = lineFrom - 1 - Protobuf.varintSize(lineBytes);
        buffer[lineHeader] = 0x12;
        Protobuf.writeVarint(buffer, lineHeader + 1, lineBytes);
        int time = lineHeader - TIME_BYTES;
        writeTime(buffer, time, epochNanos);
        return frame(buffer, time, end);
    }

    /** A whole entry without metadata; for lines of our own, which nobody waits for. */
    public static byte[] of(byte[] line, long epochNanos) {
        byte[] buffer = new byte[HEADROOM + line.length];
        System.arraycopy(line, 0, buffer, HEADROOM, line.length);
        return finish(buffer, HEADROOM, buffer.length, buffer.length, epochNanos);
    }

    /** Appends one pair of metadata and gives the position behind it; the buffer must have room. */
    public static int writeMetadata(byte[] buffer, int at, byte[] name, String value, int valueBytes) {
        int nameField = 1 + Protobuf.varintSize(name.length) + name.length;
        int valueField = 1 + Protobuf.varintSize(valueBytes) + valueBytes;
        int position = at;
        buffer[position++] = 0x1A;
        position = Protobuf.writeVarint(buffer, position, nameField + valueField);
        buffer[position++] = 0x0A;
        position = Protobuf.writeVarint(buffer, position, name.length);
        System.arraycopy(name, 0, buffer, position, name.length);
        position += name.length;
        buffer[position++] = 0x12;
        position = Protobuf.writeVarint(buffer, position, valueBytes);
        return Protobuf.writeUtf8(value, valueBytes, buffer, position);
    }

    /** The most bytes that {@link #writeMetadata} takes beside name and value. */
    public static final int METADATA_OVERHEAD = 18;

    /** Moves an entry to another time, in place. */
    public static void setTime(byte[] entry, long epochNanos) {
        writeTime(entry, Protobuf.skipVarint(entry, 1), epochNanos);
    }

    static long time(byte[] entries, int entryAt) {
        int time = Protobuf.skipVarint(entries, entryAt + 1);
        long seconds = Protobuf.readLongVarint(entries, time + SECONDS_AT);
        return seconds * NANOS_PER_SECOND + Protobuf.readLongVarint(entries, time + NANOS_AT);
    }

    /** The position behind the entry that starts at {@code at}. */
    static int end(byte[] entries, int at) {
        return Protobuf.skipVarint(entries, at + 1) + Protobuf.readVarint(entries, at + 1);
    }

    /** The line of an entry. */
    static String line(byte[] entry) {
        int line = Protobuf.skipVarint(entry, 1) + TIME_BYTES;
        int from = Protobuf.skipVarint(entry, line + 1);
        return new String(entry, from, Protobuf.readVarint(entry, line + 1), StandardCharsets.UTF_8);
    }

    /** A copy of the entry at {@code at} that ends with its line. */
    static byte[] withoutMetadata(byte[] entries, int at) {
        int time = Protobuf.skipVarint(entries, at + 1);
        int line = time + TIME_BYTES;
        int lineEnd = Protobuf.skipVarint(entries, line + 1) + Protobuf.readVarint(entries, line + 1);
        int body = lineEnd - time;
        byte[] bare = new byte[1 + Protobuf.varintSize(body) + body];
        bare[0] = 0x12;
        int start = Protobuf.writeVarint(bare, 1, body);
        System.arraycopy(entries, time, bare, start, body);
        return bare;
    }

    /** Whether {@code entry} stays within so many pairs and bytes of names and values with one more pair. */
    static boolean hasRoom(byte[] entry, int moreBytes, int maxPairs, int maxBytes) {
        int line = Protobuf.skipVarint(entry, 1) + TIME_BYTES;
        int at = Protobuf.skipVarint(entry, line + 1) + Protobuf.readVarint(entry, line + 1);
        int pairs = 1;
        int bytes = moreBytes;
        while (at < entry.length) {
            int pairEnd = end(entry, at);
            int name = Protobuf.skipVarint(entry, at + 1) + 1;
            int nameEnd = Protobuf.skipVarint(entry, name) + Protobuf.readVarint(entry, name);
            int value = Protobuf.skipVarint(entry, nameEnd + 1);
            bytes += Protobuf.readVarint(entry, name) + pairEnd - value;
            pairs++;
            at = pairEnd;
        }
        return pairs <= maxPairs && bytes <= maxBytes;
    }

    /** A copy of {@code entry} with one more pair behind the others. */
    static byte[] withMetadata(byte[] entry, byte[] name, String value) {
        int time = Protobuf.skipVarint(entry, 1);
        int valueBytes = Protobuf.utf8Length(value);
        byte[] buffer = new byte[HEADROOM + entry.length + METADATA_OVERHEAD + name.length + valueBytes];
        int body = entry.length - time;
        System.arraycopy(entry, time, buffer, HEADROOM, body);
        int end = writeMetadata(buffer, HEADROOM + body, name, value, valueBytes);
        return frame(buffer, HEADROOM, end);
    }

    /** Writes the entry's own header in front of its fields and copies the whole out. */
    private static byte[] frame(byte[] buffer, int from, int end) {
        int entryBytes = end - from;
        int start = from - 1 - Protobuf.varintSize(entryBytes);
        buffer[start] = 0x12;
        Protobuf.writeVarint(buffer, start + 1, entryBytes);
        return Arrays.copyOfRange(buffer, start, end);
    }

    private static void writeTime(byte[] target, int at, long epochNanos) {
        long seconds = Math.floorDiv(epochNanos, NANOS_PER_SECOND);
        target[at] = 0x0A;
        target[at + 1] = TIME_BYTES - 2;
        target[at + 2] = 0x08;
        Protobuf.writeVarint(target, at + SECONDS_AT, Math.max(0, seconds), 5);
        target[at + 8] = 0x10;
        Protobuf.writeVarint(target, at + NANOS_AT, Math.floorMod(epochNanos, NANOS_PER_SECOND), 5);
    }
}
