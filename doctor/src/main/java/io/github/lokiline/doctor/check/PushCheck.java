package io.github.lokiline.doctor.check;

import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.Ledger;
import io.github.lokiline.client.LokiClient;
import io.github.lokiline.client.LokiClientBuilder;
import io.github.lokiline.client.LokiEntry;
import io.github.lokiline.client.Priority;
import io.github.lokiline.doctor.config.Identity;
import io.github.lokiline.doctor.config.OAuthClient;
import io.github.lokiline.doctor.config.Target;
import io.github.lokiline.doctor.config.TlsStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Pushes one line with the appender's own client. Stateless. */
final class PushCheck implements Check {

    static final String SERVICE = "lokiline-doctor";

    /** Allows a second attempt, so that a random failure is not the only result. */
    private static final Duration MORE_THAN_ONE_TRY = Duration.ofSeconds(3);

    private static final Duration STEP = Duration.ofMillis(200);

    @Override
    public String name() {
        return "push";
    }

    @Override
    public boolean isPrerequisite() {
        return true;
    }

    @Override
    public Finding examine(CheckContext context) {
        Warnings warnings = new Warnings();
        try (LokiClient client = client(context.target(), warnings)) {
            Instant time = Instant.now();
            context.pushedAt(time);
            long start = System.nanoTime();
            client.offer(entry(context, time));
            await(client, warnings, context.target().requestTimeout());
            long millis = (System.nanoTime() - start) / 1_000_000;
            return judge(client.ledger(), warnings.all(), millis);
        }
    }

    /** Waits until the line is delivered or dropped, or has failed for long enough. */
    private static void await(LokiClient client, Warnings warnings, Duration requestTimeout) {
        long start = System.nanoTime();
        long enough = MORE_THAN_ONE_TRY.toNanos();
        long longest = enough + requestTimeout.toNanos();
        while (!client.flush(STEP)) {
            long waited = System.nanoTime() - start;
            if (waited > longest || (waited > enough && !warnings.all().isEmpty())) {
                return;
            }
        }
    }

    private static LokiEntry entry(CheckContext context, Instant time) {
        String line = "{\"message\":\"a line of the lokiline doctor\",\"marker\":\"" + context.marker() + "\"}";
        Map<String, String> metadata = context.target().delivery().metadata() ? Map.of("level", "info") : Map.of();
        return new LokiEntry(Map.of("service_name", SERVICE), time, line, metadata, null, Priority.NORMAL);
    }

    private static LokiClient client(Target target, DeliveryListener listener) {
        Identity identity = target.identity();
        TlsStores stores = target.stores();
        LokiClientBuilder builder = LokiClient.builder()
                .url(target.push().toString())
                .tenantId(identity.tenant())
                .connectTimeout(target.connectTimeout())
                .requestTimeout(target.requestTimeout())
                .batchMaxWait(Duration.ofMillis(1))
                .shutdownTimeout(Duration.ZERO)
                .flushOnExit(false)
                .metrics(false)
                .listener(listener);
        identity.headers().forEach(header -> builder.header(header.getKey(), header.getValue()));
        OAuthClient oauth = identity.oauth();
        if (oauth.isUsed()) {
            builder.oauth(oauth.tokenUrl(), oauth.id(), oauth.secret(), blankIsNull(oauth.scope()));
        } else if (!identity.token().isEmpty()) {
            builder.bearerToken(identity.token());
        } else if (!identity.user().isEmpty()) {
            builder.basicAuth(identity.user(), identity.password());
        }
        if (!stores.trust().isEmpty()) {
            builder.trustStore(Path.of(stores.trust()), blankIsNull(stores.trustPassword()));
        }
        if (!stores.key().isEmpty()) {
            builder.keyStore(Path.of(stores.key()), blankIsNull(stores.keyPassword()));
        }
        if (!stores.trustPem().isEmpty()) {
            builder.trustCertificates(Path.of(stores.trustPem()));
        }
        if (!stores.certificatePem().isEmpty()) {
            builder.clientCertificate(Path.of(stores.certificatePem()), Path.of(stores.keyPem()));
        }
        if (!target.proxyUrl().isEmpty()) {
            builder.proxy(target.proxyUrl());
        }
        boolean isInUrl = target.proxyUrl().indexOf('@') >= 0;
        if (!target.proxyUser().isEmpty() && !isInUrl) {
            builder.proxyAuth(target.proxyUser(), target.proxyPassword());
        }
        return builder.build();
    }

    private static @Nullable String blankIsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Finding judge(Ledger ledger, List<String> warnings, long millis) {
        String joined = String.join("; ", warnings);
        if (ledger.delivered() == 1) {
            String observation = "one line delivered after " + millis + " ms";
            return warnings.isEmpty()
                    ? Finding.ok(observation)
                    : Finding.warn(observation + ", but: " + joined, "see docs/troubleshooting.md for this message");
        }
        return Finding.fail(
                ledger + (joined.isEmpty() ? "" : ": " + joined),
                ledger.refusedTotal() > 0
                        ? "Loki refused the line permanently; the reason is Loki's, and its operator sets the limits"
                        : "see docs/troubleshooting.md for this message");
    }

    /** Collects the client's warnings. Thread-safe: called on the client's threads. */
    private static final class Warnings implements DeliveryListener {
        private final Queue<String> messages = new ConcurrentLinkedQueue<>();

        @Override
        public void info(String message) {
            // Improvements show in the ledger.
        }

        @Override
        public void warn(String message) {
            messages.add(message);
        }

        List<String> all() {
            return List.copyOf(messages);
        }
    }
}
