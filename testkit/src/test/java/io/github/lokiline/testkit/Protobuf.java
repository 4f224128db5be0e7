package io.github.lokiline.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes protobuf messages by hand, good ones and bad ones. Owned by one thread. */
final class Protobuf {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** One stream of entries, as {@code PushRequest.streams}. */
    static byte[] stream(String labels, byte[]... entries) {
        Protobuf stream = new Protobuf().bytes(1, labels);
        for (byte[] entry : entries) {
            stream.bytes(2, entry);
        }
        return stream.toBytes();
    }

    static byte[] push(byte[]... streams) {
        Protobuf push = new Protobuf();
        for (byte[] stream : streams) {
            push.bytes(1, stream);
        }
        return push.toBytes();
    }

    static byte[] entry(long timestampNanos, String line) {
        return entry(timestampNanos, line.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static byte[] entry(long timestampNanos, String line, Map<String, String> metadata) {
        return entry(timestampNanos, line.getBytes(StandardCharsets.UTF_8), metadata);
    }

    static byte[] entry(long timestampNanos, byte[] line, Map<String, String> metadata) {
        Protobuf timestamp = new Protobuf()
                .number(1, Math.floorDiv(timestampNanos, NANOS_PER_SECOND))
                .number(2, Math.floorMod(timestampNanos, NANOS_PER_SECOND));
        Protobuf entry = new Protobuf().bytes(1, timestamp.toBytes()).bytes(2, line);
        metadata.forEach((name, value) ->
                entry.bytes(3, new Protobuf().bytes(1, name).bytes(2, value).toBytes()));
        return entry.toBytes();
    }

    Protobuf bytes(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Protobuf bytes(int field, byte[] content) {
        varint(field << 3 | 2);
        varint(content.length);
        bytes.writeBytes(content);
        return this;
    }

    Protobuf number(int field, long value) {
        varint(field << 3);
        return varint(value);
    }

    Protobuf varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return this;
    }

    Protobuf raw(int... content) {
        for (int b : content) {
            bytes.write(b);
        }
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
