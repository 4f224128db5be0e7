package io.github.lokiline.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import io.github.lokiline.testkit.internal.wire.WireStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One push on its way through the server, and what can be done to it. Owned by its handler thread. */
final class PushExchange {

    /** Where the exchange belongs. Immutable. */
    record Surroundings(LokiStore store, RequestLog log, MisbehaviourScript script) {}

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final byte FILLER = 'x';

    private final HttpExchange http;
    private final Surroundings surroundings;
    private final ReceivedPush request;
    private final List<WireStream> streams;
    private final RequestLog.Ticket ticket;

    private final Optional<RefusedPushException> refusal;

    PushExchange(
            HttpExchange http,
            Surroundings surroundings,
            ReceivedPush request,
            List<WireStream> streams,
            Optional<RefusedPushException> refusal) {
        this.http = http;
        this.surroundings = surroundings;
        this.request = request;
        this.streams = streams;
        this.refusal = refusal;
        this.ticket = surroundings.log.received(request);
    }

    ReceivedPush request() {
        return request;
    }

    /** Does what Loki would do, but for the answer. */
    Answer store() {
        return store(UnaryOperator.identity());
    }

    Answer store(UnaryOperator<Limits> change) {
        if (refusal.isPresent()) {
            return Answer.refused(refusal.get());
        }
        Limits limits = change.apply(surroundings.store.limits(request.tenant()));
        return surroundings.store.push(request.tenant(), streams, limits);
    }

    void answer(Answer answer) throws IOException {
        surroundings.log.answered(ticket, answer.status(), answer.body().stripTrailing());
        HttpAnswers.send(http, answer);
    }

    void answerHuge(int status, long bytes) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        Arrays.fill(chunk, FILLER);
        surroundings.log.answered(ticket, status, new String(chunk, 0, 100, StandardCharsets.US_ASCII));
        http.getResponseHeaders().set("Content-Type", Answer.PLAIN_TEXT);
        http.sendResponseHeaders(status, bytes);
        OutputStream out = http.getResponseBody();
        for (long left = bytes; left > 0; left -= chunk.length) {
            out.write(chunk, 0, (int) Math.min(left, chunk.length));
        }
    }

    void hold() throws InterruptedException {
        int before = surroundings.script.releases();
        surroundings.log.settle(ticket);
        surroundings.script.hold(before);
    }

    void hold(Duration atMost) throws InterruptedException {
        int before = surroundings.script.releases();
        surroundings.log.settle(ticket);
        surroundings.script.hold(before, atMost);
    }
}
