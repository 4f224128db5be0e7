package io.github.lokiline.json.internal.logfmt;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Arrays;

/**
 * The keys of one logfmt line: the current one, with the keys of the objects around it, and the positions of the
 * others, so that none is written twice. Owned by one thread at a time.
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

    /** Returns the number of keys in the line. */
    int count() {
        return count;
    }

    /** Returns the length of the path, for {@link #leave}. */
    int length() {
        return length;
    }

    /** Cuts the path to a former length. */
    void leave(int toLength) {
        length = toLength;
    }

    /**
     * Appends the escaped key in {@code json[from, to)} to the path, behind a dot where the path is not empty.
     * Characters that readers of logfmt do not accept in a key become {@code _}.
     */
    void enter(byte[] json, int from, int to) {
        if (path.length - length < to - from + 2) {
            path = Arrays.copyOf(path, 2 * path.length + to - from);
        }
        if (length > 0) {
            path[length++] = '.';
        }
        if (LogfmtQuoting.isBare(json, from, to)) {
            System.arraycopy(json, from, path, length, to - from);
            length += to - from;
            return;
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

    /** Writes the path, followed by as many {@code _} as make it unique in the line. */
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

    /** Writes the path and returns whether it is unique in the line. */
    boolean writeNew(Utf8JsonWriter out) {
        int start = out.position();
        out.raw(path, 0, length);
        return !isTaken(out, start);
    }

    /** Removes the key written last. */
    void forget() {
        count--;
    }

    private boolean isTaken(Utf8JsonWriter out, int start) {
        byte[] line = out.array();
        int size = out.position() - start;
        for (int i = 0; i < count; i++) {
            if (ends[i] - starts[i] == size && Arrays.equals(line, starts[i], ends[i], line, start, start + size)) {
                return true;
            }
        }
        return false;
    }
}
