package io.github.lokiline.client.internal.wire;

/**
 * Decompresses the output of {@link SnappyEncoder}, for the rare batch that is split after Loki rejected it. Stateless.
 *
 * <p>All input comes from this library, so damage is a programming error. It ends in an {@link IllegalArgumentException}
 * or an {@link IndexOutOfBoundsException}, never in an endless loop, because every element advances.
 */
final class SnappyDecoder {
    private SnappyDecoder() {}

    /** Decompresses a whole body. */
    static byte[] decompress(byte[] block) {
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
                throw new IllegalArgumentException(
                        "a copy element with a four-byte offset: the encoder never writes one");
            }
        }
        return plain;
    }

    private static int copy(byte[] plain, int out, int offset, int length) {
        if (offset <= 0 || offset > out) {
            throw new IllegalArgumentException("copy from " + offset + " bytes before position " + out);
        }
        // Byte by byte: a run overlaps its own source if the offset is shorter than the length.
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
