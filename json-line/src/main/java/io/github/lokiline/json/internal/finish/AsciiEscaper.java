package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Arrays;

/**
 * Escapes the remaining characters of a line that are not ASCII: those of names and constants, which are encoded before
 * the line's format is known. Stateless. Most lines have none, and are only scanned.
 */
public final class AsciiEscaper {
    private static final int DELETE = 0x7f;

    private AsciiEscaper() {}

    /** Returns the number of bytes that the line grows by. */
    static int growth(byte[] line, int start, int end) {
        int growth = 0;
        for (int i = start; i < end; i++) {
            int lead = line[i];
            if (lead < 0 || lead == DELETE) {
                int length = length(lead);
                growth += (length == 4 ? 12 : 6) - length;
                i += length - 1;
            }
        }
        return growth;
    }

    public static int growth(byte[] part) {
        return growth(part, 0, part.length);
    }

    /** Rewrites the line from {@code start} on. */
    static void escape(int start, Utf8JsonWriter out) {
        byte[] line = Arrays.copyOfRange(out.array(), start, out.position());
        out.rollback(start);
        for (int i = 0; i < line.length; i++) {
            int lead = line[i];
            if (lead >= 0 && lead != DELETE) {
                out.put((char) lead);
            } else {
                int length = length(lead);
                write(codePoint(line, i, length), out);
                i += length - 1;
            }
        }
    }

    private static void write(int codePoint, Utf8JsonWriter out) {
        if (Character.isBmpCodePoint(codePoint)) {
            out.unicode((char) codePoint);
        } else {
            out.unicode(Character.highSurrogate(codePoint));
            out.unicode(Character.lowSurrogate(codePoint));
        }
    }

    private static int length(int lead) {
        return lead >= 0 ? 1 : Integer.numberOfLeadingZeros(~lead << 24);
    }

    private static int codePoint(byte[] line, int at, int length) {
        int codePoint = length == 1 ? line[at] : line[at] & 0x7f >> length;
        for (int i = 1; i < length; i++) {
            codePoint = codePoint << 6 | (line[at + i] & 0x3f);
        }
        return codePoint;
    }
}
