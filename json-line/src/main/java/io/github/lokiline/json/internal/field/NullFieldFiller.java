package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.finish.TopLevelMembers;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
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
            if (!TopLevelMembers.has(members.get(i), out.array(), start, out.position())) {
                out.member(members.get(i));
                out.raw(AsciiConstants.NULL);
            }
        }
    }
}
