package io.github.lokiline.testkit.internal.wire;

import io.github.lokiline.testkit.internal.wire.JsonReader.Kind;
import io.github.lokiline.testkit.internal.wire.JsonReader.MalformedJsonException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses a push in the JSON that {@code /api/prom/push} accepts. Owned by one thread.
 *
 * <pre>
 * {"streams": [{"labels": "{app=\"orders\"}", "entries": [{"ts": "2026-11-21T03:00:00.5Z", "line": "hello"}]}]}
 * </pre>
 */
final class LegacyPushJson {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final JsonReader reader;

    private LegacyPushJson(String json) {
        this.reader = new JsonReader(json);
    }

    static List<WireStream> read(byte[] body) throws RefusedPushException {
        LegacyPushJson push = new LegacyPushJson(Utf8.decode(body));
        if (push.reader.atEnd()) {
            throw RefusedPushException.malformed("EOF");
        }
        try {
            return push.request();
        } catch (MalformedJsonException | DateTimeParseException malformed) {
            throw RefusedPushException.malformed(
                    "logproto.PushRequest.Streams: []logproto.Stream: " + malformed.getMessage());
        }
    }

    private List<WireStream> request() throws MalformedJsonException {
        List<WireStream> streams = new ArrayList<>();
        reader.beginObject();
        for (boolean first = true; reader.hasNextMember(first); first = false) {
            if (reader.nextName().equals("streams") && reader.peekKind() == Kind.ARRAY) {
                reader.beginArray();
                for (boolean head = true; reader.hasNextElement(head); head = false) {
                    streams.add(stream());
                }
            } else {
                reader.raw();
            }
        }
        return streams;
    }

    private WireStream stream() throws MalformedJsonException {
        String labels = "";
        List<WireEntry> entries = new ArrayList<>();
        reader.beginObject();
        for (boolean first = true; reader.hasNextMember(first); first = false) {
            switch (reader.nextName()) {
                case "labels" -> labels = reader.string();
                case "entries" -> readEntries(entries);
                default -> reader.raw();
            }
        }
        return new WireStream(labels, entries);
    }

    private void readEntries(List<WireEntry> entries) throws MalformedJsonException {
        reader.beginArray();
        for (boolean first = true; reader.hasNextElement(first); first = false) {
            entries.add(entry());
        }
    }

    private WireEntry entry() throws MalformedJsonException {
        long timestamp = Long.MIN_VALUE;
        String line = "";
        reader.beginObject();
        for (boolean first = true; reader.hasNextMember(first); first = false) {
            switch (reader.nextName()) {
                case "ts", "timestamp" -> timestamp = nanos(reader.string());
                case "line" -> line = reader.string();
                default -> reader.raw();
            }
        }
        return new WireEntry(timestamp, line, List.of());
    }

    private static long nanos(String rfc3339) {
        Instant instant = OffsetDateTime.parse(rfc3339).toInstant();
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    }
}
