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
 * A Loki in the test's process: accepts pushes on loopback, refuses invalid ones with Loki's status and text, answers
 * queries, and simulates faults on demand. Thread-safe; its threads are daemons.
 *
 * <pre>{@code
 * try (EmbeddedLoki loki = EmbeddedLoki.start()) {
 *     // point the application at loki.url(), let it log, then
 *     assertThat(loki.awaitEntries(1, Duration.ofSeconds(5))).isTrue();
 *     assertThat(loki.lines()).containsExactly("{\"message\":\"hello\"}");
 * }
 * }</pre>
 *
 * <p>It is at least as strict as Loki 3.7: limits have Loki's defaults ({@link Limits}), a parse error refuses the
 * whole push, a validation error only its entries, and a later stream's success hides the failure of an earlier one.
 * Not implemented: the OpenTelemetry endpoint, sharding of busy streams, retention.
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

    /** Starts on a free port, with Loki's default limits and without tenants. */
    public static EmbeddedLoki start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Returns the url, such as {@code http://127.0.0.1:43121}; it stays the same across {@link #stop}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Returns all stored entries: by tenant, then by stream, then by time. */
    public List<StoredEntry> entries() {
        return store.entries();
    }

    /** Returns the stored entries of one tenant: by stream, then by time. */
    public List<StoredEntry> entries(String tenant) {
        return store.entries(tenant);
    }

    /** Returns the lines of {@link #entries()}, in that order. */
    public List<String> lines() {
        return entries().stream().map(StoredEntry::line).toList();
    }

    /** Returns every received push, including refused and unreadable ones, in order of arrival. */
    public List<ReceivedPush> requests() {
        return log.requests();
    }

    /**
     * Waits until this many entries are stored, counted over all tenants.
     *
     * @return {@code false} if the timeout expired, or if the thread was interrupted (its interrupt status is kept)
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
     * Waits until this many pushes have been answered, or are held back by {@link Misbehaviour#hang} or {@link
     * Misbehaviour#delay}.
     *
     * @return {@code false} if the timeout expired, or if the thread was interrupted (its interrupt status is kept)
     */
    public boolean awaitRequests(int count, Duration timeout) {
        try {
            return log.await(count, timeout);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Applies each of the given faults to one push, in this order; further pushes are handled normally. Calls add up.
     */
    public void misbehave(Misbehaviour... next) {
        script.add(List.of(next));
    }

    /** Applies a fault to every push from now on, after those given to {@link #misbehave}. */
    public void always(Misbehaviour misbehaviour) {
        script.always(misbehaviour);
    }

    /**
     * Ends all faults: breaks hanging connections, lets delayed pushes proceed, and drops the faults still scheduled.
     */
    public void behave() {
        script.behave();
    }

    /**
     * Sets whether {@code /ready} responds with 200, or with 503 as a Loki does right after its start. Pushes are
     * accepted in both cases, as by a real Loki.
     */
    public void ready(boolean isReady) {
        router.ready(isReady);
    }

    /** Changes the default limits of tenants, as a reload of Loki's runtime configuration does. */
    public void limits(Limits limits) {
        store.limit(limits);
    }

    /** Changes the limits of one tenant. */
    public void limits(String tenant, Limits limits) {
        store.limit(tenant, limits);
    }

    /** Removes all entries, streams and requests. Faults and limits stay. */
    public void clear() {
        store.clear();
        log.clear();
    }

    /**
     * Stops listening and breaks all connections; entries and requests stay. Until {@link #restart} the port refuses
     * connections. Does nothing if stopped.
     */
    public synchronized void stop() {
        script.release();
        if (server.isPresent()) {
            server.get().close();
            server = Optional.empty();
            reservation = Optional.of(PortReservation.of(port));
        }
    }

    /** Listens again, on the same port. Does nothing if listening. */
    public synchronized void restart() {
        if (server.isEmpty()) {
            giveUpReservation();
            server = Optional.of(LoopbackHttpServer.start(port, router));
        }
    }

    /** Stops permanently and ends all threads. Entries and requests can still be read. May be called twice. */
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

    /** The settings of an {@link EmbeddedLoki}. Owned by one thread. */
    public static final class Builder {

        private int port;
        private boolean tenants;
        private Limits limits = Limits.defaults();
        private final Map<String, Limits> overrides = new TreeMap<>();
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /** Sets the port. Default: 0, any free port. */
        public Builder port(int fixedPort) {
            this.port = fixedPort;
            return this;
        }

        /**
         * Sets Loki's {@code auth_enabled}: whether {@code X-Scope-OrgID} is required and selects the tenant. Default:
         * off.
         */
        public Builder tenants(boolean enabled) {
            this.tenants = enabled;
            return this;
        }

        /** Sets the default limits of tenants. */
        public Builder limits(Limits everyone) {
            this.limits = everyone;
            return this;
        }

        /** Sets the limits of one tenant. */
        public Builder limits(String tenant, Limits own) {
            overrides.put(tenant, own);
            return this;
        }

        /** Sets whether structured metadata is accepted, which is also one of the limits. Default: on. */
        public Builder structuredMetadata(boolean allowed) {
            this.limits = limits.structuredMetadata(allowed);
            return this;
        }

        /** Sets the clock for rules of age and rate. Default: the system clock. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws java.io.UncheckedIOException if the port is in use
         */
        public EmbeddedLoki start() {
            return new EmbeddedLoki(this);
        }
    }
}
