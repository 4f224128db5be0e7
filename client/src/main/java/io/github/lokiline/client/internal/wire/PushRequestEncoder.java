package io.github.lokiline.client.internal.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds the body of one push: entries of one stream in a row behind the stream's labels, compressed block by block as
 * they come, so that the plain body never stands in memory as a whole. Owned by one thread: the scratch arrays are reused
 * from push to push.
 *
 * <pre>
 *   0A LEN              field 1 of PushRequest: a Stream of LEN bytes
 *      0A LEN labels    field 1 of Stream: the label text, {service_name="orders"}
 *      12 LEN entry     field 2 of Stream, repeated
 * </pre>
 *
 * Source: Loki's {@code pkg/push/push.proto}.
 */
public final class PushRequestEncoder {

    /** Scratch above this is given back after use, so that one burst of noise does not stay in memory. */
    private static final int KEEP_BYTES = 1 << 19;

    private static final int MAX_PAIRS = 128;
    private static final int MAX_METADATA_BYTES = 64 * 1024;

    private static final int INITIAL_BYTES = 1 << 16;

    private final SnappyEncoder snappy = new SnappyEncoder();
    private final byte[] block = new byte[SnappyEncoder.BLOCK];
    private int blockEnd;
    private byte[] packed = new byte[INITIAL_BYTES];
    private int packedEnd;

    /** Starts a body whose entries will take {@code entryBytes} in total. */
    public void begin(byte[] labels, int entryBytes) {
        int labelsField = 1 + Protobuf.varintSize(labels.length) + labels.length;
        int streamBytes = labelsField + entryBytes;
        packedEnd = Protobuf.writeVarint(packed, 0, 1 + Protobuf.varintSize(streamBytes) + streamBytes);
        block[0] = 0x0A;
        blockEnd = Protobuf.writeVarint(block, 1, streamBytes);
        block[blockEnd++] = 0x0A;
        blockEnd = Protobuf.writeVarint(block, blockEnd, labels.length);
        add(labels);
    }

    /** Adds one entry as {@link EntryCodec} made it. */
    public void add(byte[] entry) {
        int from = 0;
        while (from < entry.length) {
            int part = Math.min(entry.length - from, block.length - blockEnd);
            System.arraycopy(entry, from, block, blockEnd, part);
            from += part;
            blockEnd += part;
            if (blockEnd == block.length) {
                pack();
            }
        }
    }

    /** The compressed body, in an array of its own. */
    public byte[] finish() {
        pack();
        byte[] body = Arrays.copyOf(packed, packedEnd);
        if (packed.length > KEEP_BYTES) {
            packed = new byte[INITIAL_BYTES];
        }
        return body;
    }

    private void pack() {
        packed = Protobuf.ensure(packed, packedEnd + SnappyEncoder.maxCompressedLength(blockEnd));
        packedEnd = snappy.compressBlock(block, 0, blockEnd, packed, packedEnd);
        blockEnd = 0;
    }

    /** Takes a compressed body apart again, into its entries in order. */
    public static List<byte[]> entries(byte[] body) {
        byte[] plain = SnappyDecoder.decompress(body);
        int labels = Protobuf.skipVarint(plain, 1);
        int at = Protobuf.skipVarint(plain, labels + 1) + Protobuf.readVarint(plain, labels + 1);
        List<byte[]> entries = new ArrayList<>();
        while (at < plain.length) {
            int next = EntryCodec.end(plain, at);
            entries.add(Arrays.copyOfRange(plain, at, next));
            at = next;
        }
        return entries;
    }

    /** The size of a compressed body before compression, which it says itself; close to the size of its entries. */
    public static int plainBytes(byte[] body) {
        return Protobuf.readVarint(body, 0);
    }

    /** The same entry without structured metadata, for a Loki that takes none. */
    public static byte[] withoutMetadata(byte[] entry) {
        return EntryCodec.withoutMetadata(entry, 0);
    }

    /**
     * The same entry with one more pair of structured metadata; without it when that would be more than Loki takes, which
     * would refuse the whole entry ({@code max_structured_metadata_entries_count}, {@code max_structured_metadata_size}).
     */
    public static byte[] withMetadata(byte[] entry, byte[] name, String value) {
        boolean hasRoom =
                EntryCodec.hasRoom(entry, name.length + Protobuf.utf8Length(value), MAX_PAIRS, MAX_METADATA_BYTES);
        return hasRoom ? EntryCodec.withMetadata(entry, name, value) : entry;
    }

    /** The line of one entry. */
    public static String line(byte[] entry) {
        return EntryCodec.line(entry);
    }

    /** The time of one entry, in nanoseconds since the epoch. */
    public static long time(byte[] entry) {
        return EntryCodec.time(entry, 0);
    }
}
