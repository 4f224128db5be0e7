package io.github.lokiline.json.internal.write;

/** Finds where strings and values end in JSON that a {@link Utf8JsonWriter} wrote. Stateless. */
public final class JsonBytes {
    private JsonBytes() {}

    /**
     * Returns the index behind a string.
     *
     * @param json the text
     * @param quote index of the opening quote
     * @param end end of the text; a larger index is returned if the string has no closing quote
     */
    public static int endOfString(byte[] json, int quote, int end) {
        int i = quote + 1;
        while (i < end && json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    /**
     * Returns the index behind a value or a member, which is that of a comma, a closing bracket or the end of the text.
     *
     * @param json the text
     * @param from index of its first character
     * @param end end of the text
     */
    public static int endOfValue(byte[] json, int from, int end) {
        int depth = 0;
        int i = from;
        while (i < end && (depth > 0 || !isBehindValue(json[i]))) {
            if (json[i] == '"') {
                i = endOfString(json, i, end);
            } else {
                depth += opens(json[i]) ? 1 : closes(json[i]) ? -1 : 0;
                i++;
            }
        }
        return i;
    }

    public static boolean opens(byte c) {
        return c == '{' || c == '[';
    }

    public static boolean closes(byte c) {
        return c == '}' || c == ']';
    }

    private static boolean isBehindValue(byte c) {
        return c == ',' || closes(c);
    }
}
