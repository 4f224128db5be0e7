package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.internal.write.JsonBytes;
import java.util.Arrays;

/** Finds members of an object in its encoded text, where each name is escaped in one way only. Stateless. */
public final class TopLevelMembers {
    private TopLevelMembers() {}

    /**
     * Returns whether the object has a member, not counting those of nested objects.
     *
     * @param member the escaped {@code ,"name":}
     * @param json the text
     * @param start index of the opening brace
     * @param end end of the text; the object may still be open there
     */
    public static boolean has(byte[] member, byte[] json, int start, int end) {
        int depth = 0;
        for (int i = start; i < end; i++) {
            switch (json[i]) {
                case '"' -> {
                    if (depth == 1 && isAt(i, member, json, end)) {
                        return true;
                    }
                    i = JsonBytes.endOfString(json, i, end) - 1;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
        }
        return false;
    }

    /** A value can look like a name, but no value is followed by a colon. */
    private static boolean isAt(int quote, byte[] member, byte[] json, int end) {
        int length = member.length - 1;
        return quote + length <= end && Arrays.equals(member, 1, member.length, json, quote, quote + length);
    }
}
