package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.http.LokiResponse;
import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import io.github.lokiline.testkit.internal.query.QuerySource;
import io.github.lokiline.testkit.internal.query.QueryableStream;
import io.github.lokiline.testkit.internal.wire.WireStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The streams and limits of all tenants. Thread-safe: one lock guards everything. */
final class LokiStore implements QuerySource {

    private final InstantSource clock;
    private final Map<String, TenantStore> tenants = new TreeMap<>();
    private final Map<String, Limits> overrides;
    private Limits limits;

    LokiStore(InstantSource clock, Limits limits, Map<String, Limits> overrides) {
        this.clock = clock;
        this.limits = limits;
        this.overrides = new TreeMap<>(overrides);
    }

    /** Returns the default limits of tenants. */
    synchronized Limits limits() {
        return limits;
    }

    synchronized Limits limits(String tenant) {
        return overrides.getOrDefault(tenant, limits);
    }

    @Override
    public int maxQueryEntries(String tenant) {
        return limits(tenant).maxQueryEntries;
    }

    synchronized void limit(Limits everyone) {
        limits = everyone;
    }

    synchronized void limit(String tenant, Limits override) {
        overrides.put(tenant, override);
    }

    @Override
    public long nowNanos() {
        return GoTimeFormat.nanos(clock.instant());
    }

    synchronized LokiResponse push(String tenant, List<WireStream> streams, Limits effective) {
        LokiResponse answer = tenants.computeIfAbsent(tenant, TenantStore::new).push(streams, effective, nowNanos());
        notifyAll();
        return answer;
    }

    @Override
    public synchronized <T> T query(String tenant, Function<Collection<QueryableStream>, T> question) {
        return question.apply(ofTenant(tenant).streams());
    }

    private TenantStore ofTenant(String tenant) {
        return tenants.getOrDefault(tenant, new TenantStore(tenant));
    }

    synchronized List<StoredEntry> entries(String tenant) {
        return ofTenant(tenant).entries();
    }

    synchronized List<StoredEntry> entries() {
        List<StoredEntry> entries = new ArrayList<>();
        tenants.values().forEach(tenant -> entries.addAll(tenant.entries()));
        return entries;
    }

    synchronized void clear() {
        tenants.clear();
    }

    synchronized boolean awaitEntries(int count, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (tenants.values().stream().mapToInt(TenantStore::size).sum() < count) {
            long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }
}
