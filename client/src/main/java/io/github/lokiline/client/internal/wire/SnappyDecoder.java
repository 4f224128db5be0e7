package io.github.lokiline.client.internal.wire;

/**
 * Reads back what {@link SnappyEncoder} wrote, for the rare batch that must be cut again after Loki refused it. Stateless.
 *
 * <p>Only our own bytes come here, so damage means a mistake of ours and ends in an {@link IllegalArgumentException}
 * or an {@link IndexOutOfBoundsException}, never in an endless loop: every element moves on.
 */
public final class SnappyDecoder {

    private SnappyDecoder() {}

    /** Decompresses one whole raw block. */
    public static byte[] decompress(byte[] block) {
        int length = Protobuf.readVarint(block, 0);
        int in = Protobuf.varintSize(length);
        byte[] plain = new byte[length];
        int out = 0;
        while (out < length) {
            int tag = block[in++] & 0xFF;
            int kind = tag & 3;
            if (kind == 0) {
                int count = tag >>> 2;
                if (count >= 60) {
                    int extra = count - 59;
                    count = littleEndian(block, in, extra);
                    in += extra;
                }
                System.arraycopy(block, in, plain, out, ++count);
                in += count;
                out += count;
            } else if (kind == 1) {
                int offset = ((tag >>> 5) << 8) | (block[in++] & 0xFF);
                out = copy(plain, out, offset, 4 + ((tag >>> 2) & 7));
            } else if (kind == 2) {
                int offset = littleEndian(block, in, 2);
                in += 2;
                out = copy(plain, out, offset, 1 + (tag >>> 2));
            } else {
                throw new IllegalArgumentException("a copy element with a four-byte offset: we never write one");
            }
        }
        return plain;
    }

    private static int copy(byte[] plain, int out, int offset, int length) {
        if (offset <= 0 || offset > out) {
            throw new IllegalArgumentException("copy from " + offset + " bytes before position " + out);
        }
        // Byte by byte on purpose: a run overlaps its own source when the offset is shorter than the length.
        for (int i = 0; i < length; i++) {
            plain[out + i] = plain[out + i - offset];
        }
        return out + length;
    }

    private static int littleEndian(byte[] block, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= (block[at + i] & 0xFF) << (8 * i);
        }
        return value;
    }
}
