package io.github.lokiline.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.lokiline.testkit.internal.http.LokiResponse;
import io.github.lokiline.testkit.internal.http.ResponseWriter;
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

/** One push being handled, with the operations of faults. Owned by its handler thread. */
final class PushExchange {

    /** The server's parts that an exchange uses. Immutable. */
    record Services(LokiStore store, PushLog log, MisbehaviourScript script) {}

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final byte FILLER = 'x';

    private final HttpExchange http;
    private final Services services;
    private final ReceivedPush request;
    private final List<WireStream> streams;
    private final PushLog.Ticket ticket;

    private final Optional<RefusedPushException> refusal;

    PushExchange(
            HttpExchange http,
            Services services,
            ReceivedPush request,
            List<WireStream> streams,
            Optional<RefusedPushException> refusal) {
        this.http = http;
        this.services = services;
        this.request = request;
        this.streams = streams;
        this.refusal = refusal;
        this.ticket = services.log.received(request);
    }

    ReceivedPush request() {
        return request;
    }

    /** Stores the push as Loki would and returns the response. */
    LokiResponse store() {
        return store(UnaryOperator.identity());
    }

    LokiResponse store(UnaryOperator<Limits> change) {
        if (refusal.isPresent()) {
            return LokiResponse.refused(refusal.get());
        }
        Limits limits = change.apply(services.store.limits(request.tenant()));
        return services.store.push(request.tenant(), streams, limits);
    }

    void answer(LokiResponse answer) throws IOException {
        services.log.answered(ticket, answer.status(), answer.body().stripTrailing());
        ResponseWriter.send(http, answer);
    }

    void answerHuge(int status, long bytes) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        Arrays.fill(chunk, FILLER);
        services.log.answered(ticket, status, new String(chunk, 0, 100, StandardCharsets.US_ASCII));
        http.getResponseHeaders().set("Content-Type", LokiResponse.PLAIN_TEXT);
        http.sendResponseHeaders(status, bytes);
        OutputStream out = http.getResponseBody();
        for (long left = bytes; left > 0; left -= chunk.length) {
            out.write(chunk, 0, (int) Math.min(left, chunk.length));
        }
    }

    /** Announces a longer body than it sends, and breaks the connection. */
    void answerPart(int status, String contentType, String part) throws IOException {
        services.log.answered(ticket, status, part);
        http.getResponseHeaders().set("Content-Type", contentType);
        http.sendResponseHeaders(status, 1000);
        http.getResponseBody().write(part.getBytes(StandardCharsets.UTF_8));
        http.getResponseBody().flush();
        throw new IOException("breaks off");
    }

    void hold() throws InterruptedException {
        int before = services.script.releases();
        services.log.settle(ticket);
        services.script.hold(before);
    }

    void hold(Duration atMost) throws InterruptedException {
        int before = services.script.releases();
        services.log.settle(ticket);
        services.script.hold(before, atMost);
    }
}
