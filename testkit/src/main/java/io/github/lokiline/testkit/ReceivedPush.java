package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.wire.Label;
import io.github.lokiline.testkit.internal.wire.LabelText;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import io.github.lokiline.testkit.internal.wire.Utf8;
import io.github.lokiline.testkit.internal.wire.WireEntry;
import io.github.lokiline.testkit.internal.wire.WireStream;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One push that {@link EmbeddedLoki} received, whether accepted or not. Immutable, thread-safe.
 *
 * <pre>{@code
 * ReceivedPush push = loki.requests().get(0);
 * push.status();                                  // 204
 * push.header("content-type");                    // Optional[application/x-protobuf]
 * push.streams().get(0).labels().get("app");      // orders
 * push.lines();                                   // [first line, second line]
 * }</pre>
 */
public final class ReceivedPush {

    /**
     * One stream of a push, as it was sent. Immutable.
     *
     * @param labelText as in protobuf, {@code {app="orders"}}; JSON is converted to the same text, as in Loki
     * @param entries in the order in which they were sent
     */
    public record Stream(String labelText, List<Entry> entries) {

        /** Returns the labels; empty if Loki cannot parse the text. */
        public Map<String, String> labels() {
            try {
                return StoredEntryMapper.map(LabelText.parse(labelText));
            } catch (RefusedPushException unreadable) {
                return Map.of();
            }
        }
    }

    /**
     * One entry of a push, as it was sent. Immutable.
     *
     * @param timestampNanos nanoseconds since 1970
     * @param line bytes that are not UTF-8 become U+FFFD
     * @param metadata under the names it was sent with; the last of repeated names
     */
    public record Entry(long timestampNanos, String line, Map<String, String> metadata) {}

    private final Instant receivedAt;
    private final String path;
    private final Map<String, String> headers;
    private final String tenant;
    private final byte[] body;
    private final byte[] decodedBody;
    private final List<Stream> streams;
    private final int status;
    private final String answer;

    private ReceivedPush(Received received, int status, String answer) {
        this.receivedAt = received.at;
        this.path = received.path;
        this.headers = received.headers;
        this.tenant = received.tenant;
        this.body = received.body;
        this.decodedBody = received.decodedBody;
        this.streams = received.streams.stream().map(ReceivedPush::shown).toList();
        this.status = status;
        this.answer = answer;
    }

    private ReceivedPush(ReceivedPush other, int status, String answer) {
        this.receivedAt = other.receivedAt;
        this.path = other.path;
        this.headers = other.headers;
        this.tenant = other.tenant;
        this.body = other.body;
        this.decodedBody = other.decodedBody;
        this.streams = other.streams;
        this.status = status;
        this.answer = answer;
    }

    /** The received request. Immutable by agreement: the arrays are not shared. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Received(
            Instant at,
            String path,
            Map<String, String> headers,
            String tenant,
            byte[] body,
            byte[] decodedBody,
            List<WireStream> streams) {}

    static ReceivedPush of(Received received) {
        return new ReceivedPush(received, 0, "");
    }

    ReceivedPush answered(int answeredStatus, String answerText) {
        return new ReceivedPush(this, answeredStatus, answerText);
    }

    private static Stream shown(WireStream stream) {
        return new Stream(
                Utf8.shown(stream.labelText()),
                stream.entries().stream().map(ReceivedPush::shown).toList());
    }

    private static Entry shown(WireEntry entry) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Label label : entry.metadata()) {
            metadata.put(Utf8.shown(label.name()), Utf8.shown(label.value()));
        }
        return new Entry(entry.timestampNanos(), Utf8.shown(entry.line()), Collections.unmodifiableMap(metadata));
    }

    /** Returns the time at which the last byte arrived, on the server's clock. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Returns the request's path, such as {@code /loki/api/v1/push}. */
    public String path() {
        return path;
    }

    /** Returns all headers; the map's keys ignore case. Repeated headers are joined by {@code ", "}. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns one header; the name ignores case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns the tenant: the header {@code X-Scope-OrgID} if tenants are enabled, else {@code fake}. */
    public String tenant() {
        return tenant;
    }

    /** Returns the body as it was sent. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns the decoded body, after {@code Content-Encoding} and snappy; empty if decoding failed. */
    public byte[] decodedBody() {
        return decodedBody.clone();
    }

    /** Returns the streams in the order in which they were sent; empty if the body could not be parsed. */
    public List<Stream> streams() {
        return streams;
    }

    /** Returns the lines of all streams, in the order in which they were sent. */
    public List<String> lines() {
        return streams.stream()
                .flatMap(stream -> stream.entries().stream())
                .map(Entry::line)
                .toList();
    }

    /** Returns the response's status; 0 as long as there is no response. */
    public int status() {
        return status;
    }

    /**
     * Returns the response's text; empty with 204 or as long as there is no response. Of a huge body only the
     * beginning.
     */
    public String answer() {
        return answer;
    }

    static Map<String, String> caseInsensitive(Map<String, List<String>> headers) {
        Map<String, String> joined = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> joined.put(name, String.join(", ", values)));
        return Collections.unmodifiableMap(joined);
    }

    @Override
    public String toString() {
        return "push of " + lines().size() + " entries in " + streams.size() + " streams for " + tenant
                + (status == 0 ? ", not answered" : ", answered " + status);
    }
}
