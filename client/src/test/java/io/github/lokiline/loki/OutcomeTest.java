package io.github.lokiline.loki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.lokiline.loki.internal.http.Response;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts as Loki 2.9 to 3.7 sends them. */
@Tag("promise-4")
class OutcomeTest {

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(204, "", Outcome.ACCEPTED),
                arguments(200, "", Outcome.ACCEPTED),
                arguments(260, "ingestion blocked for user 'u' until 't' with status code '260'", Outcome.BLOCKED),
                arguments(202, "", Outcome.BLOCKED),
                arguments(301, "", Outcome.MISDIRECTED),
                arguments(404, "404 page not found\n", Outcome.MISDIRECTED),
                arguments(405, "", Outcome.MISDIRECTED),
                arguments(401, "no org id", Outcome.UNAUTHORIZED),
                arguments(403, "", Outcome.UNAUTHORIZED),
                arguments(407, "", Outcome.UNAUTHORIZED),
                arguments(400, "entry for stream '{a=\"b\"}' has timestamp too old: x", Outcome.PARTIAL),
                arguments(400, "stream '{a=\"b\"}' has label name too long: 'x'", Outcome.PARTIAL),
                arguments(400, "2 errors like: max entry size '262144' bytes exceeded", Outcome.PARTIAL),
                arguments(400, "Max entry size '262144' bytes exceeded for stream", Outcome.PARTIAL),
                arguments(429, "Maximum active stream limit exceeded, reduce the number", Outcome.STREAM_LIMIT),
                arguments(400, "entry with timestamp T ignored, reason: 'entry too far behind'", Outcome.PARTIAL),
                arguments(400, "error at least one label pair is required per stream", Outcome.PARTIAL),
                arguments(400, "couldn't parse labels: 1:5: parse error", Outcome.UNPARSABLE),
                arguments(400, "snappy: corrupt input", Outcome.UNPARSABLE),
                arguments(400, "unexpected EOF", Outcome.UNPARSABLE),
                arguments(422, "error at least one valid stream is required for ingestion", Outcome.UNPARSABLE),
                arguments(
                        400,
                        "stream '{a=\"b\"}' includes structured metadata, but this feature is disallowed. Please see …",
                        Outcome.METADATA_OFF),
                arguments(413, "request body too large", Outcome.TOO_BIG),
                arguments(
                        500,
                        "rpc error: code = ResourceExhausted desc = grpc: received message larger than max (5 vs. 4)",
                        Outcome.TOO_BIG),
                arguments(
                        429,
                        "ingestion rate limit exceeded for user u (limit: 4194304 bytes/sec) while attempting to ingest"
                                + " '33' lines totaling '6600000' bytes, reduce log volume",
                        Outcome.THROTTLED),
                arguments(
                        429,
                        "ingestion rate limit exceeded for user u (limit: 4194304 bytes/sec) while attempting to ingest"
                                + " '33' lines totaling '1000000' bytes, reduce log volume",
                        Outcome.THROTTLED),
                arguments(429, "Per stream rate limit exceeded (limit: 3MB/sec)", Outcome.THROTTLED),
                arguments(429, "", Outcome.THROTTLED),
                arguments(
                        429,
                        "maximum active stream limit exceeded when trying to create stream {a=\"b\"}",
                        Outcome.STREAM_LIMIT),
                arguments(500, "normalization for label name \"é\" resulted in invalid name \"_\"", Outcome.POISONED),
                arguments(500, "label name is empty", Outcome.POISONED),
                arguments(500, "empty ring", Outcome.TRANSIENT),
                arguments(502, "<html>", Outcome.TRANSIENT),
                arguments(503, "", Outcome.TRANSIENT),
                arguments(504, "", Outcome.TRANSIENT),
                arguments(408, "", Outcome.TRANSIENT),
                arguments(425, "", Outcome.TRANSIENT),
                arguments(0, "ConnectException", Outcome.TRANSIENT),
                arguments(418, "", Outcome.REFUSED));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerMeansWhatLokiMeansByIt(int status, String body, Outcome outcome) {
        assertThat(Outcome.of(new Response(status, body, 0))).isEqualTo(outcome);
    }
}
