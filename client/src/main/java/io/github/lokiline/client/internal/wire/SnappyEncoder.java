package io.github.lokiline.client.internal.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Compresses to Snappy's raw block format, the only compression that Loki accepts for protobuf pushes. Owned by one
 * thread, because the match table is reused.
 *
 * <p>Not a library, because those for this format either unpack a native library at start (which fails on read-only and
 * noexec file systems) or read memory through {@code Unsafe} (for which JDK 24 and newer print a warning).
 *
 * <pre>
 *   varint  length of the plain text
 *   then, until that many bytes are described, elements that begin with a tag byte; its low two bits are the kind:
 *     00  literal  length-1 in the upper six bits, or 60..63 there and length-1 in 1..4 bytes after it; then the bytes
 *     01  copy     length 4..11 (bits 2-4), offset 0..2047 (bits 5-7 and one byte)
 *     10  copy     length 1..64 (bits 2-7), offset 0..65535 (two bytes, low byte first)
 * </pre>
 *
 * Source: the format description that ships with the reference implementation (google/snappy,
 * {@code format_description.txt}).
 */
final class SnappyEncoder {
    /** The longest block; matches stay within it, so that every offset fits two bytes. */
    static final int BLOCK = 1 << 16;

    private static final int TABLE_BITS = 14;

    /** No match starts closer to the end of a block: reads of eight bytes must stay inside the array. */
    private static final int MARGIN = 15;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final char[] table = new char[1 << TABLE_BITS];

    /** Returns the largest number of bytes to which {@code length} plain bytes can grow. */
    static int maxCompressedLength(int length) {
        return 32 + length + length / 6;
    }

    /**
     * Compresses {@code source[start, end)}, at most {@link #BLOCK} bytes, to {@code target} from {@code at} on, which must
     * have {@link #maxCompressedLength(int)} bytes left. Writes no length: a body is the length of all blocks, followed by
     * the blocks.
     *
     * @return the position behind the last byte written
     */
    int compressBlock(byte[] source, int start, int end, byte[] target, int at) {
        int literal = start;
        int position = at;
        int limit = end - MARGIN;
        if (start < limit) {
            Arrays.fill(table, (char) 0);
            int here = start + 1;
            while (here < limit) {
                int candidate = remember(source, start, here);
                if (read4(source, here) != read4(source, candidate)) {
                    // The step grows while nothing matches: text that does not compress costs little.
                    here += 1 + ((here - literal) >>> 5);
                    continue;
                }
                position = writeLiteral(source, literal, here - literal, target, position);
                int matched = 4 + commonBytes(source, candidate + 4, here + 4, end);
                position = writeCopy(target, position, here - candidate, matched);
                here += matched;
                literal = here;
                if (here < limit) {
                    remember(source, start, here - 1);
                }
            }
        }
        return literal < end ? writeLiteral(source, literal, end - literal, target, position) : position;
    }

    /** Puts {@code here} into the table and returns the position it replaces, which may be the start of a match. */
    private int remember(byte[] source, int start, int here) {
        int slot = (read4(source, here) * 0x9E3779B1) >>> (32 - TABLE_BITS);
        int before = table[slot];
        table[slot] = (char) (here - start);
        return start + before;
    }

    private static int commonBytes(byte[] source, int earlier, int later, int end) {
        int from = later;
        int there = earlier;
        int here = later;
        while (here + 8 <= end) {
            long difference = (long) LONG.get(source, there) ^ (long) LONG.get(source, here);
            if (difference != 0) {
                return here - from + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
            there += 8;
            here += 8;
        }
        while (here < end && source[there] == source[here]) {
            there++;
            here++;
        }
        return here - from;
    }

    private static int writeLiteral(byte[] source, int from, int length, byte[] target, int at) {
        if (length == 0) {
            return at;
        }
        int position = at;
        int last = length - 1;
        if (last < 60) {
            target[position++] = (byte) (last << 2);
        } else if (last < 1 << 8) {
            target[position++] = (byte) (60 << 2);
            target[position++] = (byte) last;
        } else {
            // A block has at most 65,536 bytes, so two bytes of length are enough.
            target[position++] = (byte) (61 << 2);
            target[position++] = (byte) last;
            target[position++] = (byte) (last >>> 8);
        }
        System.arraycopy(source, from, target, position, length);
        return position + length;
    }

    private static int writeCopy(byte[] target, int at, int offset, int length) {
        int position = at;
        int left = length;
        // One element copies at most 64 bytes; the rest must be at least four bytes for the short form.
        while (left >= 68) {
            position = writeLongCopy(target, position, offset, 64);
            left -= 64;
        }
        if (left > 64) {
            position = writeLongCopy(target, position, offset, 60);
            left -= 60;
        }
        if (left >= 12 || offset >= 2048) {
            return writeLongCopy(target, position, offset, left);
        }
        target[position++] = (byte) (1 | (left - 4) << 2 | (offset >>> 8) << 5);
        target[position++] = (byte) offset;
        return position;
    }

    private static int writeLongCopy(byte[] target, int at, int offset, int length) {
        target[at] = (byte) (2 | (length - 1) << 2);
        target[at + 1] = (byte) offset;
        target[at + 2] = (byte) (offset >>> 8);
        return at + 3;
    }

    private static int read4(byte[] source, int at) {
        return (int) INT.get(source, at);
    }
}
