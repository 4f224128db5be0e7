package io.github.lokiline.json.internal.logfmt;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Arrays;

/**
 * The keys of one logfmt line: the one being written, with the keys of the objects it stands in, and where the others
 * stand, so that none comes twice. Owned by one thread at a time.
 */
final class LogfmtKeys {
    private byte[] path = new byte[128];
    private int length;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int count;

    void clear() {
        length = 0;
        count = 0;
    }

    /** How many keys the line has so far. */
    int count() {
        return count;
    }

    /** How much of the path is written, to be given to {@link #leave}. */
    int length() {
        return length;
    }

    /** Goes back to a path as it was. */
    void leave(int toLength) {
        length = toLength;
    }

    /**
     * Adds a key that stands escaped in {@code json[from, to)}, behind a dot where it is a member of a member. What no
     * reader of logfmt takes for a part of a key becomes {@code _}.
     */
    void enter(byte[] json, int from, int to) {
        if (path.length - length < to - from + 2) {
            path = Arrays.copyOf(path, 2 * path.length + to - from);
        }
        if (length > 0) {
            path[length++] = '.';
        }
        int start = length;
        for (int i = from; i < to; i += LogfmtQuoting.size(json, i)) {
            int size = LogfmtQuoting.size(json, i);
            if (LogfmtQuoting.isKey(json, i, size)) {
                System.arraycopy(json, i, path, length, size);
                length += size;
            } else {
                path[length++] = '_';
            }
        }
        if (length == start) {
            path[length++] = '_';
        }
    }

    /** Writes the path, with as many {@code _} behind it as make it one that the line does not have yet. */
    void write(Utf8JsonWriter out) {
        int start = out.position();
        out.raw(path, 0, length);
        while (isTaken(out, start)) {
            out.put('_');
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = start;
        ends[count++] = out.position();
    }

    /** Writes the key unless it is there already. */
    boolean writeNew(Utf8JsonWriter out) {
        int start = out.position();
        out.raw(path, 0, length);
        return !isTaken(out, start);
    }

    /** Forgets the key written last. */
    void forget() {
        count--;
    }

    private boolean isTaken(Utf8JsonWriter out, int start) {
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(out.array(), starts[i], ends[i], out.array(), start, out.position())) {
                return true;
            }
        }
        return false;
    }
}
