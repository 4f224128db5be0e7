package io.github.lokiline.testkit.internal.wire;

/**
 * Decodes snappy's raw block format, the only one that Loki reads. Stateless, thread-safe.
 *
 * <pre>
 * block   = varint(decoded length) element*
 * element = literal: tag xxxxxx00, up to 4 more length bytes, the bytes
 *         | copy:    tag xxxxxx01 (1 offset byte) · 10 (2 offset bytes) · 11 (4 offset bytes)
 * </pre>
 *
 * Source: the format description of google/snappy. The framing format starts with 0xFF and fails here, as in Loki.
 */
final class SnappyBlock {

    private static final String CORRUPT = "snappy: corrupt input";

    private final byte[] in;
    private int at;
    private byte[] out = {};
    private int written;

    private SnappyBlock(byte[] in) {
        this.in = in;
    }

    /**
     * Returns the decoded bytes; refuses damaged blocks, and those that would decode to more than {@code maxBytes}.
     */
    static byte[] decode(byte[] block, long maxBytes) throws RefusedPushException {
        return new SnappyBlock(block).decode(maxBytes);
    }

    private byte[] decode(long maxBytes) throws RefusedPushException {
        long length = decodedLength();
        if (length > maxBytes) {
            throw PushBody.tooLarge("decompressed message size too large", length, maxBytes);
        }
        // A copy element of 3 bytes yields at most 64 bytes, so a longer length is false and must not be allocated.
        if (length > 64L * in.length) {
            throw corrupt();
        }
        out = new byte[(int) length];
        while (at < in.length) {
            element();
        }
        if (written != out.length) {
            throw corrupt();
        }
        return out;
    }

    private long decodedLength() throws RefusedPushException {
        long length = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = next();
            length |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                if (length > 0xFFFFFFFFL) {
                    throw corrupt();
                }
                return length;
            }
        }
        throw corrupt();
    }

    private void element() throws RefusedPushException {
        int tag = next();
        switch (tag & 3) {
            case 0 -> literal(tag >> 2);
            case 1 -> copy(4 + (tag >> 2 & 7), (tag & 0xE0) << 3 | next());
            case 2 -> copy(1 + (tag >> 2), littleEndian(2));
            default -> copy(1 + (tag >> 2), littleEndian(4));
        }
    }

    private void literal(int lengthTag) throws RefusedPushException {
        long length = 1 + (lengthTag < 60 ? lengthTag : littleEndian(lengthTag - 59));
        if (length > in.length - at || length > out.length - written) {
            throw corrupt();
        }
        System.arraycopy(in, at, out, written, (int) length);
        at += (int) length;
        written += (int) length;
    }

    private void copy(int length, long offset) throws RefusedPushException {
        if (offset <= 0 || offset > written || length > out.length - written) {
            throw corrupt();
        }
        // byte by byte: the copy may overlap itself, which is how runs are written
        int from = written - (int) offset;
        for (int i = 0; i < length; i++) {
            out[written++] = out[from + i];
        }
    }

    private long littleEndian(int bytes) throws RefusedPushException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) next() << (8 * i);
        }
        return value;
    }

    private int next() throws RefusedPushException {
        if (at >= in.length) {
            throw corrupt();
        }
        return in[at++] & 0xFF;
    }

    private static RefusedPushException corrupt() {
        return RefusedPushException.malformed(CORRUPT);
    }
}
