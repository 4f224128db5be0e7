package io.github.lokiline.json;

import java.util.List;

/** Adds fields that a line lacks, as null. Immutable. */
final class MissingFields {
    private static final int NULL_BYTES = 4;

    private final List<byte[]> members;

    MissingFields(List<String> names) {
        this.members = names.stream().map(Ascii::member).toList();
    }

    /** How much it may add. */
    int bytes() {
        int bytes = 0;
        for (byte[] member : members) {
            bytes += member.length + NULL_BYTES;
        }
        return bytes;
    }

    /** Looks through the line's object, which begins at that position and is still open. */
    void write(int start, LineWriter out) {
        for (int i = 0; i < members.size(); i++) {
            if (!TopMembers.has(members.get(i), out.array(), start, out.position())) {
                out.member(members.get(i));
                out.raw(Ascii.NULL);
            }
        }
    }
}
