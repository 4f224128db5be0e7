package io.github.lokiline.json.internal.finish;

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
                case '"' -> i = string(line, i, out);
                case '{', '[' -> {
                    out.put((char) c);
                    depth++;
                    if (!closes(line[i + 1])) {
                        newLine(depth * spaces, out);
                    }
                }
                case '}', ']' -> {
                    depth--;
                    if (line[i - 1] != '{' && line[i - 1] != '[') {
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

    /** Copies a string unchanged and returns the index of its closing quote. */
    private static int string(byte[] line, int quote, Utf8JsonWriter out) {
        int i = quote + 1;
        while (line[i] != '"') {
            i += line[i] == '\\' ? 2 : 1;
        }
        out.raw(Arrays.copyOfRange(line, quote, i + 1));
        return i;
    }

    private static boolean closes(byte c) {
        return c == '}' || c == ']';
    }

    private static void newLine(int spaces, Utf8JsonWriter out) {
        out.put('\n');
        for (int i = 0; i < spaces; i++) {
            out.put(' ');
        }
    }
}
