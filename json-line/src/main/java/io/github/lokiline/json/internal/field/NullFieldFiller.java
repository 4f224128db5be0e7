package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.JsonBytes;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Arrays;
import java.util.List;

/** Adds the fields that a line does not have, as null. Immutable. */
public final class NullFieldFiller {
    private static final int NULL_BYTES = 4;

    private final List<byte[]> members;

    public NullFieldFiller(List<String> names) {
        this.members = names.stream().map(AsciiConstants::member).toList();
    }

    /** Returns the most bytes that it adds. */
    public int bytes() {
        int bytes = 0;
        for (byte[] member : members) {
            bytes += member.length + NULL_BYTES;
        }
        return bytes;
    }

    /** Adds the missing fields to the line's object, which begins at that position and is still open. */
    public void write(int start, Utf8JsonWriter out) {
        for (int i = 0; i < members.size(); i++) {
            if (!has(members.get(i), out.array(), start, out.position())) {
                out.member(members.get(i));
                out.raw(AsciiConstants.NULL);
            }
        }
    }

    /** Returns whether the object has a member, not counting those of nested objects. */
    private static boolean has(byte[] member, byte[] json, int start, int end) {
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

    /** Each name is escaped in one way only. A value can look like a name, but no value is followed by a colon. */
    private static boolean isAt(int quote, byte[] member, byte[] json, int end) {
        int length = member.length - 1;
        return quote + length <= end && Arrays.equals(member, 1, member.length, json, quote, quote + length);
    }
}
