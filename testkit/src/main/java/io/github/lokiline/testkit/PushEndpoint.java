package io.github.lokiline.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.lokiline.testkit.PushExchange.Services;
import io.github.lokiline.testkit.internal.http.TenantResolver;
import io.github.lokiline.testkit.internal.wire.PushBody;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import io.github.lokiline.testkit.internal.wire.WireStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Handles pushes on {@code /loki/api/v1/push} and {@code /api/prom/push}. Thread-safe. */
final class PushEndpoint {

    private static final byte[] NOTHING = {};

    private final Services services;
    private final TenantResolver tenants;
    private final InstantSource clock;

    PushEndpoint(Services services, TenantResolver tenants, InstantSource clock) {
        this.services = services;
        this.tenants = tenants;
        this.clock = clock;
    }

    void handle(HttpExchange http) throws IOException, InterruptedException {
        Reading reading = read(http);
        ReceivedPush request = ReceivedPush.of(reading.received(http, clock));
        PushExchange push = new PushExchange(http, services, request, reading.streams(), reading.refusal);
        Optional<Misbehaviour> misbehaviour = services.script().next(request);
        if (misbehaviour.isPresent()) {
            misbehaviour.get().action().misbehave(push);
        } else {
            push.answer(push.store());
        }
    }

    private Reading read(HttpExchange http) throws IOException {
        Reading reading = new Reading(http.getRequestBody().readAllBytes());
        try {
            reading.tenant = tenants.of(http.getRequestHeaders());
            Limits limits = services.store().limits(reading.tenant);
            PushBody.checkSentBytes(reading.sent.length, limits.maxBodyBytes);
            reading.body = Optional.of(body(http, reading.sent, limits));
        } catch (RefusedPushException refused) {
            reading.refusal = Optional.of(refused);
        }
        return reading;
    }

    private static PushBody body(HttpExchange http, byte[] sent, Limits limits) throws RefusedPushException {
        Map<String, String> headers = ReceivedPush.caseInsensitive(http.getRequestHeaders());
        boolean legacy = !http.getRequestURI().toString().contains("/loki/api/v1");
        return PushBody.read(
                sent,
                headers.getOrDefault("Content-Encoding", ""),
                headers.getOrDefault("Content-Type", ""),
                legacy,
                limits.maxDecodedBytes);
    }

    /** The parsed part of a request and the error at which parsing ended. Owned by one thread. */
    private static final class Reading {

        private final byte[] sent;
        private String tenant = "";
        private Optional<PushBody> body = Optional.empty();
        private Optional<RefusedPushException> refusal = Optional.empty();

        Reading(byte[] sent) {
            this.sent = sent;
        }

        List<WireStream> streams() {
            return body.map(PushBody::streams).orElse(List.of());
        }

        ReceivedPush.Received received(HttpExchange http, InstantSource clock) {
            return new ReceivedPush.Received(
                    clock.instant(),
                    http.getRequestURI().getPath(),
                    ReceivedPush.caseInsensitive(http.getRequestHeaders()),
                    tenant,
                    sent,
                    body.map(read -> read.unpacked().bytes()).orElse(NOTHING),
                    streams());
        }
    }
}
