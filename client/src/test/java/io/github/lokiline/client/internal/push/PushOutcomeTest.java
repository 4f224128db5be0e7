package io.github.lokiline.client.internal.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.lokiline.client.internal.http.PushResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The response texts of Loki 2.9 to 3.7. */
@Tag("promise-4")
class PushOutcomeTest {

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(204, "", PushOutcome.ACCEPTED),
                arguments(200, "", PushOutcome.ACCEPTED),
                arguments(260, "ingestion blocked for user 'u' until 't' with status code '260'", PushOutcome.BLOCKED),
                arguments(202, "", PushOutcome.BLOCKED),
                arguments(301, "", PushOutcome.NOT_LOKI),
                arguments(404, "404 page not found\n", PushOutcome.NOT_LOKI),
                arguments(405, "", PushOutcome.NOT_LOKI),
                arguments(401, "no org id", PushOutcome.UNAUTHORIZED),
                arguments(403, "", PushOutcome.UNAUTHORIZED),
                arguments(407, "", PushOutcome.UNAUTHORIZED),
                arguments(400, "entry for stream '{a=\"b\"}' has timestamp too old: x", PushOutcome.PARTIAL),
                arguments(400, "stream '{a=\"b\"}' has label name too long: 'x'", PushOutcome.PARTIAL),
                arguments(400, "2 errors like: max entry size '262144' bytes exceeded", PushOutcome.PARTIAL),
                arguments(400, "Max entry size '262144' bytes exceeded for stream", PushOutcome.PARTIAL),
                arguments(429, "Maximum active stream limit exceeded, reduce the number", PushOutcome.STREAM_LIMIT),
                arguments(400, "entry with timestamp T ignored, reason: 'entry too far behind'", PushOutcome.PARTIAL),
                arguments(400, "error at least one label pair is required per stream", PushOutcome.PARTIAL),
                arguments(400, "couldn't parse labels: 1:5: parse error", PushOutcome.UNPARSABLE),
                arguments(400, "snappy: corrupt input", PushOutcome.UNPARSABLE),
                arguments(400, "unexpected EOF", PushOutcome.UNPARSABLE),
                arguments(422, "error at least one valid stream is required for ingestion", PushOutcome.UNPARSABLE),
                arguments(
                        400,
                        "stream '{a=\"b\"}' includes structured metadata, but this feature is disallowed. Please see …",
                        PushOutcome.METADATA_OFF),
                arguments(413, "request body too large", PushOutcome.TOO_BIG),
                arguments(
                        500,
                        "rpc error: code = ResourceExhausted desc = grpc: received message larger than max (5 vs. 4)",
                        PushOutcome.TOO_BIG),
                arguments(
                        429,
                        "ingestion rate limit exceeded for user u (limit: 4194304 bytes/sec) while attempting to ingest"
                                + " '33' lines totaling '6600000' bytes, reduce log volume",
                        PushOutcome.THROTTLED),
                arguments(
                        429,
                        "ingestion rate limit exceeded for user u (limit: 4194304 bytes/sec) while attempting to ingest"
                                + " '33' lines totaling '1000000' bytes, reduce log volume",
                        PushOutcome.THROTTLED),
                arguments(429, "Per stream rate limit exceeded (limit: 3MB/sec)", PushOutcome.THROTTLED),
                arguments(429, "", PushOutcome.THROTTLED),
                arguments(
                        429,
                        "maximum active stream limit exceeded when trying to create stream {a=\"b\"}",
                        PushOutcome.STREAM_LIMIT),
                arguments(
                        500, "normalization for label name \"é\" resulted in invalid name \"_\"", PushOutcome.POISONED),
                arguments(500, "label name is empty", PushOutcome.POISONED),
                arguments(500, "empty ring", PushOutcome.TRANSIENT),
                arguments(502, "<html>", PushOutcome.TRANSIENT),
                arguments(503, "", PushOutcome.TRANSIENT),
                arguments(504, "", PushOutcome.TRANSIENT),
                arguments(408, "", PushOutcome.TRANSIENT),
                arguments(425, "", PushOutcome.TRANSIENT),
                arguments(0, "ConnectException", PushOutcome.TRANSIENT),
                arguments(418, "", PushOutcome.NOT_LOKI),
                arguments(402, "", PushOutcome.NOT_LOKI),
                arguments(410, "", PushOutcome.NOT_LOKI),
                arguments(421, "Misdirected Request", PushOutcome.NOT_LOKI),
                arguments(451, "", PushOutcome.NOT_LOKI),
                arguments(400, "", PushOutcome.NOT_LOKI),
                arguments(422, "", PushOutcome.NOT_LOKI),
                arguments(400, "<html><title>400 No required SSL certificate was sent</title>", PushOutcome.NOT_LOKI),
                arguments(400, "The plain HTTP request was sent to HTTPS port", PushOutcome.NOT_LOKI),
                arguments(400, "Client sent an HTTP request to an HTTPS server.", PushOutcome.NOT_LOKI),
                arguments(400, "multiple org IDs present", PushOutcome.UNAUTHORIZED),
                arguments(400, "tenant ID 'a b' contains unsupported character ' '", PushOutcome.UNAUTHORIZED),
                arguments(400, "proto: wrong wireType = 0 for field Line", PushOutcome.UNPARSABLE),
                arguments(400, "EOF\n", PushOutcome.UNPARSABLE),
                arguments(400, "rpc error: message size too large than max (5 vs 4)", PushOutcome.TOO_BIG),
                arguments(200, "\n<!DOCTYPE html><title>Sign in</title>", PushOutcome.NOT_LOKI),
                arguments(200, "{\"status\":\"ok\"}", PushOutcome.ACCEPTED));
    }

    @Test
    void aPageIsKnownByItsContentTypeToo() {
        PushResponse page = new PushResponse(200, "Sign in", 0, "Text/HTML; charset=utf-8", 0, null);

        assertThat(PushOutcome.of(page)).isEqualTo(PushOutcome.NOT_LOKI);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerMeansWhatLokiMeansByIt(int status, String body, PushOutcome outcome) {
        assertThat(PushOutcome.of(new PushResponse(status, body, 0))).isEqualTo(outcome);
    }
}
