package io.github.lokiline.testkit.internal.wire;

/**
 * Iterates over the fields of one protobuf message, as strictly as the code that Loki generates from its schema. Owned
 * by one thread.
 *
 * <p>An unknown field must be {@linkplain #skip() skipped}; a wrong wire type, a varint that is too long, or a length
 * past the end refuses the message with Loki's own words.
 */
final class ProtobufReader {

    static final int VARINT = 0;
    static final int BYTES = 2;

    private static final String CUT_SHORT = "unexpected EOF";

    private final String message;
    private final byte[] data;
    private final int end;
    private int at;
    private int fieldStart;
    private int wireType;

    ProtobufReader(String message, byte[] data) {
        this(message, data, 0, data.length);
    }

    private ProtobufReader(String message, byte[] data, int from, int end) {
        this.message = message;
        this.data = data;
        this.at = from;
        this.end = end;
    }

    /** Returns the number of the next field, or 0 at the end of the message. */
    int nextField() throws RefusedPushException {
        if (at >= end) {
            return 0;
        }
        fieldStart = at;
        long tag = varint();
        wireType = (int) (tag & 7);
        int field = (int) (tag >>> 3);
        if (wireType == 4) {
            throw refused("proto: " + message + ": wiretype end group for non-group");
        }
        if (field <= 0) {
            throw refused("proto: " + message + ": illegal tag " + field + " (wire type " + tag + ")");
        }
        return field;
    }

    /** Requires a wire type for the field that {@link #nextField} returned. */
    private void expect(int wanted, String fieldName) throws RefusedPushException {
        if (wireType != wanted) {
            throw refused("proto: wrong wireType = " + wireType + " for field " + fieldName);
        }
    }

    String string(String fieldName) throws RefusedPushException {
        expect(BYTES, fieldName);
        int length = length();
        at += length;
        return Utf8.decode(data, at - length, at);
    }

    ProtobufReader message(String fieldName, String messageName) throws RefusedPushException {
        expect(BYTES, fieldName);
        int length = length();
        at += length;
        return new ProtobufReader(messageName, data, at - length, at);
    }

    long number(String fieldName) throws RefusedPushException {
        expect(VARINT, fieldName);
        return varint();
    }

    private int length() throws RefusedPushException {
        long length = varint();
        if (length < 0) {
            throw refused("proto: negative length found during unmarshaling");
        }
        if (length > end - at) {
            throw refused(CUT_SHORT);
        }
        return (int) length;
    }

    private long varint() throws RefusedPushException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw refused(CUT_SHORT);
            }
            byte b = data[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw refused("proto: integer overflow");
    }

    /** Skips the field that {@link #nextField} returned, including groups. */
    void skip() throws RefusedPushException {
        at = fieldStart;
        int depth = 0;
        do {
            int type = (int) (varint() & 7);
            switch (type) {
                case VARINT -> varint();
                case 1 -> advance(8);
                case BYTES -> advance(length());
                case 3 -> depth++;
                case 4 -> depth = leaveGroup(depth);
                case 5 -> advance(4);
                default -> throw refused("proto: illegal wireType " + type);
            }
        } while (depth > 0);
    }

    private static int leaveGroup(int depth) throws RefusedPushException {
        if (depth == 0) {
            throw refused("proto: unexpected end of group");
        }
        return depth - 1;
    }

    private void advance(int bytes) throws RefusedPushException {
        if (bytes > end - at) {
            throw refused(CUT_SHORT);
        }
        at += bytes;
    }

    private static RefusedPushException refused(String why) {
        return RefusedPushException.malformed(why);
    }
}
