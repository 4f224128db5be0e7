package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.internal.write.JsonBytes;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Arrays;

/**
 * Indents a line for readers, one field per line. Stateless.
 *
 * <pre>{@code
 * {
 *   "message": "hi",
 *   "tags": [
 *     "AUDIT"
 *   ]
 * }
 * }</pre>
 */
final class PrettyPrinter {
    private PrettyPrinter() {}

    /**
     * Rewrites the line from {@code start} on; leaves one unchanged that would become too long.
     *
     * @param start index of the opening brace
     * @param end the position that the line must not pass
     * @param spaces number of spaces per level
     * @param out the writer
     */
    static void spread(int start, int end, int spaces, Utf8JsonWriter out) {
        byte[] line = Arrays.copyOfRange(out.array(), start, out.position());
        out.rollback(start);
        if (!isSpread(line, end, spaces, out)) {
            out.rollback(start);
            out.raw(line);
        }
    }

    private static boolean isSpread(byte[] line, int end, int spaces, Utf8JsonWriter out) {
        int depth = 0;
        for (int i = 0; i < line.length && out.position() <= end; i++) {
            byte c = line[i];
            switch (c) {
                case '"' -> {
                    int stringEnd = JsonBytes.endOfString(line, i, line.length);
                    out.raw(line, i, stringEnd);
                    i = stringEnd - 1;
                }
                case '{', '[' -> {
                    out.put((char) c);
                    depth++;
                    if (!JsonBytes.closes(line[i + 1])) {
                        newLine(depth * spaces, out);
                    }
                }
                case '}', ']' -> {
                    depth--;
                    if (!JsonBytes.opens(line[i - 1])) {
                        newLine(depth * spaces, out);
                    }
                    out.put((char) c);
                }
                case ',' -> {
                    out.put(',');
                    newLine(depth * spaces, out);
                }
                case ':' -> {
                    out.put(':');
                    out.put(' ');
                }
                default -> out.put((char) c);
            }
        }
        return out.position() <= end;
    }

    private static void newLine(int spaces, Utf8JsonWriter out) {
        out.put('\n');
        for (int i = 0; i < spaces; i++) {
            out.put(' ');
        }
    }
}
