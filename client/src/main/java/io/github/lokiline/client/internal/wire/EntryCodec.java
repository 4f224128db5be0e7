package io.github.lokiline.client.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes and reads entries as they are in a push. Each has its own field header, so that a batch is only a sequence of
 * entries. Stateless; the arrays belong to the caller.
 *
 * <pre>
 *   12 LEN                        field 2 of Stream: an Entry of LEN bytes
 *      0A 0C 08 sssss 10 nnnnn    field 1: Timestamp, seconds and nanoseconds, each a varint of exactly five bytes
 *      12 LEN line                field 2: the line
 *      1A LEN 0A LEN name 12 LEN value   field 3: one pair of structured metadata, repeated
 * </pre>
 *
 * The header is written backwards, in front of the line in the buffer, because it contains the lengths. The timestamp
 * has a fixed width because the delivery thread may increase it by a nanosecond later.
 */
public final class EntryCodec {
    /** The bytes to leave free in front of a line: at least 1 + 5 for the entry, 14 for the time, 1 + 5 for the line. */
    public static final int HEADROOM = 32;

    /** The largest number of bytes that {@link #writeMetadata} writes in addition to name and value. */
    public static final int METADATA_OVERHEAD = 18;

    /** Limits of Loki: {@code max_structured_metadata_entries_count}, {@code max_structured_metadata_size}. */
    private static final int MAX_PAIRS = 128;

    private static final int MAX_METADATA_BYTES = 64 * 1024;

    private static final int TIME_BYTES = 14;
    private static final int SECONDS_AT = 3;
    private static final int NANOS_AT = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private EntryCodec() {}

    /**
     * Completes the entry whose line is in {@code buffer[lineFrom, lineEnd)} and whose metadata follows up to {@code end}.
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

    /** Returns an entry without metadata, for lines that this library writes itself. */
    public static byte[] of(byte[] line, long epochNanos) {
        byte[] buffer = new byte[HEADROOM + line.length];
        System.arraycopy(line, 0, buffer, HEADROOM, line.length);
        return finish(buffer, HEADROOM, buffer.length, buffer.length, epochNanos);
    }

    /** Writes one pair of metadata and returns the position behind it; the buffer must have room. */
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

    /** Sets the time of an entry, in place. */
    public static void setTime(byte[] entry, long epochNanos) {
        writeTime(entry, Protobuf.skipVarint(entry, 1), epochNanos);
    }

    /** Returns the time of an entry, in nanoseconds since 1970. */
    public static long time(byte[] entry) {
        int time = Protobuf.skipVarint(entry, 1);
        long seconds = Protobuf.readLongVarint(entry, time + SECONDS_AT);
        return seconds * NANOS_PER_SECOND + Protobuf.readLongVarint(entry, time + NANOS_AT);
    }

    /** Returns the position behind the entry, or the pair of metadata, that starts at {@code at}. */
    static int end(byte[] entries, int at) {
        return Protobuf.skipVarint(entries, at + 1) + Protobuf.readVarint(entries, at + 1);
    }

    public static String line(byte[] entry) {
        int line = Protobuf.skipVarint(entry, 1) + TIME_BYTES;
        int from = Protobuf.skipVarint(entry, line + 1);
        return new String(entry, from, end(entry, line) - from, StandardCharsets.UTF_8);
    }

    /** Returns a copy of an entry without structured metadata, for a Loki that accepts none. */
    public static byte[] withoutMetadata(byte[] entry) {
        return until(entry, end(entry, Protobuf.skipVarint(entry, 1) + TIME_BYTES));
    }

    /**
     * Returns a copy of an entry with the first pairs of structured metadata that are within the limits, or the entry itself
     * if all are.
     *
     * @param maxBytes the limit of all names and values together
     */
    public static byte[] limitMetadata(byte[] entry, int maxPairs, int maxBytes) {
        int at = end(entry, Protobuf.skipVarint(entry, 1) + TIME_BYTES);
        int bytes = 0;
        for (int pairs = 1; at < entry.length; pairs++) {
            bytes += pairBytes(entry, at);
            if (pairs > maxPairs || bytes > maxBytes) {
                return until(entry, at);
            }
            at = end(entry, at);
        }
        return entry;
    }

    /** Returns the bytes of name and value of the pair that starts at {@code at}. */
    private static int pairBytes(byte[] entry, int at) {
        int name = Protobuf.skipVarint(entry, at + 1) + 1;
        int value = Protobuf.skipVarint(entry, end(entry, name - 1) + 1);
        return Protobuf.readVarint(entry, name) + end(entry, at) - value;
    }

    /** Returns a copy of an entry with only the fields before {@code fieldsEnd}. */
    private static byte[] until(byte[] entry, int fieldsEnd) {
        int time = Protobuf.skipVarint(entry, 1);
        int body = fieldsEnd - time;
        byte[] bare = new byte[1 + Protobuf.varintSize(body) + body];
        bare[0] = 0x12;
        int start = Protobuf.writeVarint(bare, 1, body);
        System.arraycopy(entry, time, bare, start, body);
        return bare;
    }

    /** Returns whether the limits of Loki leave room for one more pair of {@code moreBytes} in name and value. */
    private static boolean hasRoom(byte[] entry, int moreBytes) {
        int at = end(entry, Protobuf.skipVarint(entry, 1) + TIME_BYTES);
        int pairs = 1;
        int bytes = moreBytes;
        while (at < entry.length) {
            bytes += pairBytes(entry, at);
            pairs++;
            at = end(entry, at);
        }
        return pairs <= MAX_PAIRS && bytes <= MAX_METADATA_BYTES;
    }

    /**
     * Returns a copy of an entry with one more pair behind the others, or the entry itself if the pair would exceed a limit
     * of Loki, which would reject the whole entry.
     */
    public static byte[] withMetadata(byte[] entry, byte[] name, String value) {
        int valueBytes = Protobuf.utf8Length(value);
        if (!hasRoom(entry, name.length + valueBytes)) {
            return entry;
        }
        int time = Protobuf.skipVarint(entry, 1);
        byte[] buffer = new byte[HEADROOM + entry.length + METADATA_OVERHEAD + name.length + valueBytes];
        int body = entry.length - time;
        System.arraycopy(entry, time, buffer, HEADROOM, body);
        int end = writeMetadata(buffer, HEADROOM + body, name, value, valueBytes);
        return frame(buffer, HEADROOM, end);
    }

    /** Writes the header of an entry in front of its fields and copies the entry. */
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
