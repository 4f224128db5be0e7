package io.github.lokiline.testkit.internal.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses a push in Loki's protobuf. Stateless, thread-safe.
 *
 * <pre>
 * PushRequest { repeated Stream streams = 1; string format = 2 }
 * Stream      { string labels = 1; repeated Entry entries = 2; uint64 hash = 3 }
 * Entry       { Timestamp timestamp = 1; string line = 2; repeated LabelPair structuredMetadata = 3, parsed = 4 }
 * Timestamp   { int64 seconds = 1; int32 nanos = 2 }
 * LabelPair   { string name = 1; string value = 2 }
 * </pre>
 *
 * Source: Loki's {@code pkg/push/push.proto}. {@code format}, {@code hash} and {@code parsed} are ignored, because a
 * distributor sets them itself.
 */
final class PushProtobuf {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** 0001-01-01 and 10000-01-01, the bounds of a protobuf timestamp. */
    private static final long MIN_SECONDS = -62135596800L;

    private static final long MAX_SECONDS = 253402300800L;

    private PushProtobuf() {}

    static List<WireStream> read(byte[] body) throws RefusedPushException {
        ProtobufReader request = new ProtobufReader("PushRequest", body);
        List<WireStream> streams = new ArrayList<>();
        for (int field = request.nextField(); field != 0; field = request.nextField()) {
            switch (field) {
                case 1 -> streams.add(stream(request.message("Streams", "StreamAdapter")));
                case 2 -> request.string("Format");
                default -> request.skip();
            }
        }
        return streams;
    }

    private static WireStream stream(ProtobufReader message) throws RefusedPushException {
        String labels = "";
        List<WireEntry> entries = new ArrayList<>();
        for (int field = message.nextField(); field != 0; field = message.nextField()) {
            switch (field) {
                // the name of this field in the errors of Loki's own reader
                case 1 -> labels = message.string("StructuredMetadata");
                case 2 -> entries.add(entry(message.message("Entries", "EntryAdapter")));
                case 3 -> message.number("Hash");
                default -> message.skip();
            }
        }
        return new WireStream(labels, entries);
    }

    private static WireEntry entry(ProtobufReader message) throws RefusedPushException {
        // An entry without a timestamp has Go's zero time, long before any time that Loki accepts.
        long timestamp = Long.MIN_VALUE;
        String line = "";
        List<Label> metadata = new ArrayList<>();
        for (int field = message.nextField(); field != 0; field = message.nextField()) {
            switch (field) {
                case 1 -> timestamp = timestamp(message.message("Timestamp", "Timestamp"));
                case 2 -> line = message.string("Line");
                case 3 -> metadata.add(labelPair(message.message("StructuredMetadata", "LabelPairAdapter")));
                case 4 -> labelPair(message.message("Parsed", "LabelPairAdapter"));
                default -> message.skip();
            }
        }
        return new WireEntry(timestamp, line, metadata);
    }

    private static long timestamp(ProtobufReader message) throws RefusedPushException {
        long seconds = 0;
        int nanos = 0;
        for (int field = message.nextField(); field != 0; field = message.nextField()) {
            switch (field) {
                case 1 -> seconds = message.number("Seconds");
                case 2 -> nanos = (int) message.number("Nanos");
                default -> message.skip();
            }
        }
        return nanos(seconds, nanos);
    }

    private static long nanos(long seconds, int nanos) throws RefusedPushException {
        String shown = "&types.Timestamp{Seconds: " + seconds + ",\nNanos: " + nanos + ",\n}";
        if (seconds < MIN_SECONDS) {
            throw RefusedPushException.malformed("timestamp: " + shown + " before 0001-01-01");
        }
        if (seconds >= MAX_SECONDS) {
            throw RefusedPushException.malformed("timestamp: " + shown + " after 10000-01-01");
        }
        if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
            throw RefusedPushException.malformed("timestamp: " + shown + ": nanos not in range [0, 1e9)");
        }
        return saturatedNanos(seconds, nanos);
    }

    /** Years after 2262 do not fit into nanoseconds; such entries are refused by their age anyway. */
    private static long saturatedNanos(long seconds, int nanos) {
        try {
            return Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), nanos);
        } catch (ArithmeticException outOfRange) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static Label labelPair(ProtobufReader message) throws RefusedPushException {
        String name = "";
        String value = "";
        for (int field = message.nextField(); field != 0; field = message.nextField()) {
            switch (field) {
                case 1 -> name = message.string("Name");
                case 2 -> value = message.string("Value");
                default -> message.skip();
            }
        }
        return new Label(name, value);
    }
}
