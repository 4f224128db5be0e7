package io.github.lokiline.doctor.check;

import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.Ledger;
import io.github.lokiline.client.LokiClient;
import io.github.lokiline.client.LokiClientBuilder;
import io.github.lokiline.client.LokiEntry;
import io.github.lokiline.client.Priority;
import io.github.lokiline.doctor.config.Identity;
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

/** Is a line taken? Stateless. It goes the way the appender's go, with the appender's own client. */
final class PushCheck implements Check {

    static final String SERVICE = "lokiline-doctor";

    /** A failed push is made again: one that fails by chance should not be all there is to say. */
    private static final Duration MORE_THAN_ONE_TRY = Duration.ofSeconds(3);

    private static final Duration STEP = Duration.ofMillis(200);

    @Override
    public String name() {
        return "push";
    }

    @Override
    public boolean isNeeded() {
        return true;
    }

    @Override
    public Finding examine(CheckContext visit) {
        Warnings warnings = new Warnings();
        try (LokiClient client = client(visit.target(), warnings)) {
            Instant time = Instant.now();
            visit.pushedAt(time);
            long start = System.nanoTime();
            client.offer(entry(visit, time));
            await(client, warnings, visit.target().requestTimeout());
            long millis = (System.nanoTime() - start) / 1_000_000;
            return judge(client.ledger(), warnings.all(), millis);
        }
    }

    /** Until the line is at an end, or has failed for long enough. */
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

    private static LokiEntry entry(CheckContext visit, Instant time) {
        String line = "{\"message\":\"a line of lokiline's doctor\",\"marker\":\"" + visit.marker() + "\"}";
        Map<String, String> metadata = visit.target().delivery().metadata() ? Map.of("level", "info") : Map.of();
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
        if (!identity.token().isEmpty()) {
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
        if (!target.proxyUrl().isEmpty()) {
            builder.proxy(target.proxyUrl());
        }
        return builder.build();
    }

    private static @Nullable String blankIsNull(String password) {
        return password.isEmpty() ? null : password;
    }

    private static Finding judge(Ledger ledger, List<String> warnings, long millis) {
        String said = String.join("; ", warnings);
        if (ledger.delivered() == 1) {
            String saw = "one line delivered after " + millis + " ms";
            return warnings.isEmpty()
                    ? Finding.ok(saw)
                    : Finding.warn(saw + ", but: " + said, "see docs/troubleshooting.md for what is said here");
        }
        return Finding.fail(
                ledger + (said.isEmpty() ? "" : ": " + said),
                ledger.refusedTotal() > 0
                        ? "Loki turned the line down for good: the reason is its own, and the limits are its operator's"
                        : "see docs/troubleshooting.md for what is said here");
    }

    /** Keeps what the client warns of. Thread-safe: it is told on the client's threads. */
    private static final class Warnings implements DeliveryListener {
        private final Queue<String> messages = new ConcurrentLinkedQueue<>();

        @Override
        public void info(String message) {
            // What changed for the better is in the ledger.
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
