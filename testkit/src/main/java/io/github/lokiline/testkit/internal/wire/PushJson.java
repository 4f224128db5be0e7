package io.github.lokiline.testkit.internal.wire;

import io.github.lokiline.testkit.internal.wire.JsonReader.Kind;
import io.github.lokiline.testkit.internal.wire.JsonReader.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parses a push in Loki's JSON. Owned by one thread.
 *
 * <pre>
 * {"streams": [{"stream": {"app": "orders"}, "values": [["1767225600000000000", "line", {"trace_id": "1"}]]}]}
 * </pre>
 *
 * Any error refuses the whole push. A time must be a string with an integer, metadata must be strings; label values
 * that are not strings become their text. Keys are copied into label text unchanged, so a name that Loki cannot parse
 * fails later, as label text. Source: Loki's {@code pkg/loghttp/query.go} and {@code labels.go}.
 */
final class PushJson {

    private static final String MALFORMED_STRING = "Value is string, but can't find closing '\"' symbol";
    private static final String MALFORMED_OBJECT = "Value looks like object, but can't find closing '}' symbol";
    private static final String MALFORMED_VALUE =
            "Value looks like Number/Boolean/None, but can't find its end: ',' or '}' symbol";
    private static final String OVERFLOW = "Value is number, but overflowed while parsing";

    private final JsonReader reader;

    private PushJson(String json) {
        this.reader = new JsonReader(json);
    }

    static List<WireStream> read(byte[] body) throws RefusedPushException {
        return new PushJson(Utf8.decode(body)).request();
    }

    private List<WireStream> request() throws RefusedPushException {
        if (reader.atEnd()) {
            throw RefusedPushException.malformed("EOF");
        }
        try {
            List<WireStream> streams = List.of();
            reader.beginObject();
            for (boolean first = true; reader.hasNextMember(first); first = false) {
                if (reader.nextName().equalsIgnoreCase("streams")) {
                    streams = streams();
                } else {
                    reader.raw();
                }
            }
            return streams;
        } catch (MalformedJsonException malformed) {
            throw refused(String.valueOf(malformed.getMessage()), malformed.offset());
        }
    }

    private List<WireStream> streams() throws RefusedPushException, MalformedJsonException {
        if (reader.peekKind() == Kind.NULL) {
            reader.raw();
            return List.of();
        }
        List<WireStream> streams = new ArrayList<>();
        reader.beginArray();
        for (boolean first = true; reader.hasNextElement(first); first = false) {
            streams.add(stream());
        }
        return streams;
    }

    private WireStream stream() throws RefusedPushException, MalformedJsonException {
        insistOn(Kind.OBJECT, MALFORMED_OBJECT);
        String labels = "";
        List<WireEntry> entries = List.of();
        reader.beginObject();
        for (boolean first = true; reader.hasNextMember(first); first = false) {
            switch (reader.nextName()) {
                case "stream" -> labels = labelText();
                case "values" -> entries = entries();
                default -> reader.raw();
            }
        }
        return new WireStream(labels, entries);
    }

    private String labelText() throws RefusedPushException, MalformedJsonException {
        insistOn(Kind.OBJECT, MALFORMED_OBJECT);
        Map<String, String> labels = new TreeMap<>();
        reader.beginObject();
        for (boolean first = true; reader.hasNextMember(first); first = false) {
            String name = reader.nextName();
            labels.put(name, reader.peekKind() == Kind.STRING ? reader.string() : reader.raw());
        }
        List<String> pairs = new ArrayList<>();
        labels.forEach((name, value) -> pairs.add(name + "=" + GoText.quote(value)));
        return "{" + String.join(", ", pairs) + "}";
    }

    private List<WireEntry> entries() throws RefusedPushException, MalformedJsonException {
        List<WireEntry> entries = new ArrayList<>();
        if (reader.peekKind() == Kind.NULL) {
            reader.raw();
            return entries;
        }
        reader.beginArray();
        for (boolean first = true; reader.hasNextElement(first); first = false) {
            if (reader.peekKind() == Kind.NULL) {
                reader.raw();
            } else {
                entries.add(entry());
            }
        }
        return entries;
    }

    private WireEntry entry() throws RefusedPushException, MalformedJsonException {
        // an empty array is an entry with Go's zero time, long before any time that Loki accepts
        long timestamp = Long.MIN_VALUE;
        String line = "";
        List<Label> metadata = List.of();
        reader.beginArray();
        for (int i = 0; reader.hasNextElement(i == 0); i++) {
            switch (i) {
                case 0 -> timestamp = timestamp();
                case 1 -> line = string();
                case 2 -> metadata = metadata();
                default -> reader.raw();
            }
        }
        return new WireEntry(timestamp, line, metadata);
    }

    private long timestamp() throws RefusedPushException, MalformedJsonException {
        String digits = string();
        int sign = digits.startsWith("-") ? 1 : 0;
        if (digits.length() == sign || !digits.substring(sign).chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw refused(MALFORMED_VALUE, reader.offset());
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLong) {
            throw refused(OVERFLOW, reader.offset());
        }
    }

    private List<Label> metadata() throws RefusedPushException, MalformedJsonException {
        insistOn(Kind.OBJECT, MALFORMED_OBJECT);
        List<Label> metadata = new ArrayList<>();
        reader.beginObject();
        for (boolean first = true; reader.hasNextMember(first); first = false) {
            metadata.add(new Label(reader.nextName(), string()));
        }
        return metadata;
    }

    private String string() throws RefusedPushException, MalformedJsonException {
        insistOn(Kind.STRING, MALFORMED_STRING);
        return reader.string();
    }

    private void insistOn(Kind wanted, String otherwise) throws RefusedPushException, MalformedJsonException {
        if (reader.peekKind() != wanted) {
            throw refused(otherwise, reader.offset());
        }
    }

    private RefusedPushException refused(String why, int offset) {
        return RefusedPushException.malformed(
                "loghttp.PushRequest.Streams: []loghttp.LogProtoStream: unmarshalerDecoder: "
                        + why + ", error found in #" + Math.min(10, offset) + " byte of ...|" + around(offset, 10)
                        + "|..., bigger context ...|" + around(offset, 50) + "|...");
    }

    private String around(int offset, int distance) {
        String json = reader.json();
        return json.substring(Math.max(0, offset - distance), Math.min(json.length(), offset + distance));
    }
}
