package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.http.LoopbackHttpServer;
import io.github.lokiline.testkit.internal.http.PortReservation;
import io.github.lokiline.testkit.internal.http.TenantResolver;
import io.github.lokiline.testkit.internal.query.QueryEndpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Loki inside the test's own process: it takes pushes on loopback, refuses what Loki refuses with the same status and
 * text, answers queries, and misbehaves on command. Thread-safe; its own threads are daemons.
 *
 * <pre>{@code
 * try (EmbeddedLoki loki = EmbeddedLoki.start()) {
 *     // point the application at loki.url(), let it log, then
 *     assertThat(loki.awaitEntries(1, Duration.ofSeconds(5))).isTrue();
 *     assertThat(loki.lines()).containsExactly("{\"message\":\"hello\"}");
 * }
 * }</pre>
 *
 * <p>It is meant never to be kinder than Loki 3.7: limits have Loki's defaults ({@link Limits}), parse errors refuse the
 * whole push, validation errors keep the rest, and a failure of one stream stays hidden behind the success of a later one.
 * What it leaves out: OpenTelemetry's endpoint, the splitting of busy streams into shards, retention.
 */
public final class EmbeddedLoki implements AutoCloseable {

    private final LokiStore store;
    private final PushLog log = new PushLog();
    private final MisbehaviourScript script = new MisbehaviourScript();
    private final RequestRouter router;
    private final int port;
    private Optional<LoopbackHttpServer> server;
    private Optional<PortReservation> reservation = Optional.empty();

    private EmbeddedLoki(Builder builder) {
        this.store = new LokiStore(builder.clock, builder.limits, builder.overrides);
        TenantResolver tenants = new TenantResolver(builder.tenants);
        PushExchange.Services services = new PushExchange.Services(store, log, script);
        this.router = new RequestRouter(
                new PushEndpoint(services, tenants, builder.clock), new QueryEndpoint(store, tenants), store);
        LoopbackHttpServer started = LoopbackHttpServer.start(builder.port, router);
        this.server = Optional.of(started);
        this.port = started.port();
    }

    /** Starts on a free port, with Loki's default limits and tenants off. */
    public static EmbeddedLoki start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens, such as {@code http://127.0.0.1:43121}; stays the same across {@link #stop}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** All entries it holds: by tenant, then by stream, then by time. */
    public List<StoredEntry> entries() {
        return store.entries();
    }

    /** The entries of one tenant: by stream, then by time. */
    public List<StoredEntry> entries(String tenant) {
        return store.entries(tenant);
    }

    /** The lines of {@link #entries()}, in that order. */
    public List<String> lines() {
        return entries().stream().map(StoredEntry::line).toList();
    }

    /** Every push it received, refused and unreadable ones too, in order of arrival. */
    public List<ReceivedPush> requests() {
        return log.requests();
    }

    /**
     * Waits until it holds this many entries, of all tenants together.
     *
     * @return {@code false} when the time was over first, or the thread was interrupted (which stays so)
     */
    public boolean awaitEntries(int count, Duration timeout) {
        try {
            return store.awaitEntries(count, timeout);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Waits until it has dealt with this many pushes: answered them, or begun to hold them back ({@link Misbehaviour#hang},
     * {@link Misbehaviour#delay}).
     *
     * @return {@code false} when the time was over first, or the thread was interrupted (which stays so)
     */
    public boolean awaitRequests(int count, Duration timeout) {
        try {
            return log.await(count, timeout);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets each of these meet one push, in this order; later pushes are treated well again. Calls add up. */
    public void misbehave(Misbehaviour... next) {
        script.add(List.of(next));
    }

    /** Lets every push meet this, from now on, after those given to {@link #misbehave}. */
    public void always(Misbehaviour misbehaviour) {
        script.always(misbehaviour);
    }

    /** Ends all misbehaviour: what hangs is cut off, what is delayed goes on, what was still to come is forgotten. */
    public void behave() {
        script.behave();
    }

    /**
     * Whether {@code /ready} says so, or answers 503 as a Loki does that has just started. Pushes are taken all the same, as
     * a real one takes them by then.
     */
    public void ready(boolean isReady) {
        router.ready(isReady);
    }

    /** Changes the limits of all tenants that have none of their own, as a reload of Loki's runtime configuration does. */
    public void limits(Limits limits) {
        store.limit(limits);
    }

    /** Changes the limits of one tenant. */
    public void limits(String tenant, Limits limits) {
        store.limit(tenant, limits);
    }

    /** Forgets all entries, streams and requests. Misbehaviour and limits stay. */
    public void clear() {
        store.clear();
        log.clear();
    }

    /**
     * Stops listening and breaks all connections; entries and requests stay. Until {@link #restart} the port refuses
     * connections. Does nothing when stopped.
     */
    public synchronized void stop() {
        script.release();
        if (server.isPresent()) {
            server.get().close();
            server = Optional.empty();
            reservation = Optional.of(PortReservation.of(port));
        }
    }

    /** Listens again, on the same port. Does nothing when it listens. */
    public synchronized void restart() {
        if (server.isEmpty()) {
            giveUpReservation();
            server = Optional.of(LoopbackHttpServer.start(port, router));
        }
    }

    /** Stops for good and leaves no thread behind. What it holds can still be looked at. May be called twice. */
    @Override
    public synchronized void close() {
        script.behave();
        server.ifPresent(LoopbackHttpServer::close);
        server = Optional.empty();
        giveUpReservation();
    }

    private void giveUpReservation() {
        reservation.ifPresent(PortReservation::close);
        reservation = Optional.empty();
    }

    /** Settings of an {@link EmbeddedLoki}. Owned by one thread. */
    public static final class Builder {

        private int port;
        private boolean tenants;
        private Limits limits = Limits.defaults();
        private final Map<String, Limits> overrides = new TreeMap<>();
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /** The port, or 0 for any free one, which is the default. */
        public Builder port(int fixedPort) {
            this.port = fixedPort;
            return this;
        }

        /** Loki's {@code auth_enabled}, off: whether {@code X-Scope-OrgID} is needed and tells tenants apart. */
        public Builder tenants(boolean enabled) {
            this.tenants = enabled;
            return this;
        }

        /** The limits of every tenant that has none of its own. */
        public Builder limits(Limits everyone) {
            this.limits = everyone;
            return this;
        }

        /** The limits of one tenant. */
        public Builder limits(String tenant, Limits own) {
            overrides.put(tenant, own);
            return this;
        }

        /** Whether structured metadata is taken, on; {@code false} is short for the limit of that name. */
        public Builder structuredMetadata(boolean allowed) {
            this.limits = limits.structuredMetadata(allowed);
            return this;
        }

        /** What "now" is to rules of age and rate; the system's clock by default. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /**
         * Starts it.
         *
         * @throws java.io.UncheckedIOException when the port is taken
         */
        public EmbeddedLoki start() {
            return new EmbeddedLoki(this);
        }
    }
}
