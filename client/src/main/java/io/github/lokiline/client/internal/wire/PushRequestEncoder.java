package io.github.lokiline.client.internal.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds the body of one push: the labels of a stream, followed by its entries. Compresses block by block, so that the
 * plain body is never in memory as a whole. Owned by one thread, because the scratch arrays are reused.
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
    /** A larger scratch array is released after use, so that one large body does not occupy memory for ever. */
    private static final int KEEP_BYTES = 1 << 19;

    private static final int INITIAL_BYTES = 1 << 16;

    private final SnappyEncoder snappy = new SnappyEncoder();
    private final byte[] block = new byte[SnappyEncoder.BLOCK];
    private int blockEnd;
    private byte[] packed = new byte[INITIAL_BYTES];
    private int packedEnd;

    /** Starts a body whose entries have {@code entryBytes} in total. */
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

    /** Adds one entry in the format of {@link EntryCodec}. */
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

    /** Returns the compressed body in a new array. */
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

    /** Returns the entries of a compressed body, in order. */
    public static List<byte[]> entries(byte[] body) {
        byte[] plain = SnappyDecoder.decompress(body);
        int at = EntryCodec.end(plain, Protobuf.skipVarint(plain, 1));
        List<byte[]> entries = new ArrayList<>();
        while (at < plain.length) {
            int next = EntryCodec.end(plain, at);
            entries.add(Arrays.copyOfRange(plain, at, next));
            at = next;
        }
        return entries;
    }

    /** Returns the size of a body before compression, which is in the body; it is close to the size of its entries. */
    public static int plainBytes(byte[] body) {
        return Protobuf.readVarint(body, 0);
    }
}
