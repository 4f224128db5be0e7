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
 * One push that {@link EmbeddedLoki} received, whatever became of it. Immutable, thread-safe.
 *
 * <pre>{@code
 * PushRequest push = loki.requests().get(0);
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
     * @param labelText as in protobuf, {@code {app="orders"}}; JSON is turned into the same text, as Loki does
     * @param entries in the order they were sent
     */
    public record Stream(String labelText, List<Entry> entries) {

        /** The labels; empty when Loki cannot read the text. */
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
     * @param line bytes that are no UTF-8 show as U+FFFD
     * @param metadata under the names it was sent with; of repeated names the last
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

    /** What came in. Immutable by agreement: the arrays are nobody else's. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
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

    /** When its last byte had arrived, on the server's clock. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** The path it was posted to, such as {@code /loki/api/v1/push}. */
    public String path() {
        return path;
    }

    /** All headers; the map finds a name in any case. Repeated headers are joined by {@code ", "}. */
    public Map<String, String> headers() {
        return headers;
    }

    /** One header, its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Who sent it: the header {@code X-Scope-OrgID} when tenants are on, else {@code fake}. */
    public String tenant() {
        return tenant;
    }

    /** The body as it was sent, compressed or not. */
    public byte[] body() {
        return body.clone();
    }

    /** The body after {@code Content-Encoding} and snappy are undone; empty when that failed. */
    public byte[] decodedBody() {
        return decodedBody.clone();
    }

    /** What was sent, in the order it was sent; empty when the body could not be read. */
    public List<Stream> streams() {
        return streams;
    }

    /** The lines of all streams, in the order they were sent. */
    public List<String> lines() {
        return streams.stream()
                .flatMap(stream -> stream.entries().stream())
                .map(Entry::line)
                .toList();
    }

    /** What it was answered; 0 while it waits, and for good when it was never answered. */
    public int status() {
        return status;
    }

    /** The text it was answered, empty with 204 or while it waits; of a huge body only the beginning. */
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
