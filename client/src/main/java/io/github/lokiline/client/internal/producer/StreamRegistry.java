package io.github.lokiline.client.internal.producer;

import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.batch.TenantState;
import io.github.lokiline.client.internal.engine.Clock;
import io.github.lokiline.client.internal.stats.LedgerCounters;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import io.github.lokiline.client.internal.wire.LabelSetText;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Registers all streams and limits their number. Thread-safe; an existing stream is found without a lock.
 *
 * <p>A stream costs Loki an open chunk, so a label with ever new values (a user, a request id) can take a tenant down.
 * Beyond {@code maxStreams} active streams the label with the most distinct values is limited: from then on its value is
 * {@code other}, and the original is sent as structured metadata under the label's name. The same applies to a label with
 * ever new values of which few are active at a time, such as the id of a job, beyond four times as many values as streams.
 */
public final class StreamRegistry {
    /** Loki closes the chunk of a stream that is idle for 30 minutes ({@code chunk_idle_period}). */
    private static final long IDLE_NANOS = 30L * 60 * 1_000_000_000L;

    /** Far above any honest number; a tenant id taken from a request must not fill the heap. */
    private static final int MAX_TENANTS = 1000;

    /** Scanning all streams of all tenants takes milliseconds, and the logging thread waits for it. */
    private static final long LOOK_NANOS = 60L * 1_000_000_000L;

    private static final int KEYS_PER_STREAM = 4;

    private static final int VALUES_PER_STREAM = 4;

    private volatile int maxStreams;
    private final Clock time;
    private final LedgerCounters counters;
    private final RateLimitedReporter notices;
    private final ConcurrentHashMap<StreamKey, StreamState> byKey = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, TenantState> tenants = new ConcurrentHashMap<>();
    private final MetadataWriter.Names metadataNames = new MetadataWriter.Names();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean anyLimited;
    /** Guarded by the lock: the time of the last scan of all tenants for idle ones. */
    private @Nullable Long lookedNanos;

    public StreamRegistry(int maxStreams, Clock time, LedgerCounters counters, RateLimitedReporter notices) {
        this.maxStreams = maxStreams;
        this.time = time;
        this.counters = counters;
        this.notices = notices;
    }

    MetadataWriter.Names metadataNames() {
        return metadataNames;
    }

    /** Changes the number of active streams a tenant may have. */
    public void limit(int newMaxStreams) {
        maxStreams = newMaxStreams;
    }

    /** Returns the stream of {@code key}, after replacing the values of limited labels; null if Loki would not take the tenant. */
    @Nullable
    StreamState find(StreamKey key, EntryEncoder entry) {
        if (anyLimited) {
            applyLimits(key, entry);
        }
        StreamState stream = byKey.get(key);
        return stream != null ? stream : findOrCreate(key, entry);
    }

    private @Nullable StreamState findOrCreate(StreamKey key, EntryEncoder entry) {
        lock.lock();
        try {
            TenantState tenant = tenant(key.tenant());
            if (tenant == null) {
                return null;
            }
            // Another thread may have limited a label while this one waited.
            applyLimits(key, entry);
            Map<String, String> labels = labels(key);
            StreamState stream = tenant.streams().get(StreamState.text(labels));
            while (stream == null && limitOneLabel(tenant, key, labels)) {
                applyLimits(key, entry);
                labels = labels(key);
                stream = tenant.streams().get(StreamState.text(labels));
            }
            if (stream == null) {
                stream = open(tenant, labels);
            }
            // Values that differ only behind Loki's limit share a stream: their keys must not pile up.
            if (byKey.size() >= KEYS_PER_STREAM * maxStreams * tenants.size()) {
                byKey.clear();
            }
            byKey.put(key.copy(), stream);
            return stream;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the stream with these labels, for batches that an earlier process left. */
    public StreamState adopt(String tenantId, String labelText) {
        lock.lock();
        try {
            TenantState tenant = tenants.computeIfAbsent(tenantId, TenantState::new);
            StreamState known = known(tenant, labelText);
            return known == null ? findOrAdopt(tenant, LabelSetText.parse(labelText)) : known;
        } finally {
            lock.unlock();
        }
    }

    /** The stream with those labels of {@code stream} that are the same in all active streams of its tenant. */
    public StreamState base(StreamState stream) {
        lock.lock();
        try {
            Map<String, String> common = new HashMap<>(stream.labels());
            for (StreamState other : stream.tenant().streams().values()) {
                common.entrySet().retainAll(other.labels().entrySet());
            }
            return common.isEmpty() ? stream : findOrOpen(stream.tenant(), Map.copyOf(common));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the stream of the same tenant that Loki has and that shares the most labels with {@code stream}; null if it
     * has none that shares one.
     */
    public @Nullable StreamState closestStored(StreamState stream) {
        lock.lock();
        try {
            return stream.tenant().streams().values().stream()
                    .filter(other -> other != stream && other.isStored() && sharedLabels(stream, other) > 0)
                    .max(Comparator.<StreamState>comparingInt(other -> sharedLabels(stream, other))
                            .thenComparing(StreamState::text))
                    .orElse(null);
        } finally {
            lock.unlock();
        }
    }

    private static int sharedLabels(StreamState one, StreamState other) {
        Set<Map.Entry<String, String>> shared = new HashSet<>(one.labels().entrySet());
        shared.retainAll(other.labels().entrySet());
        return shared.size();
    }

    /** Looks again by the text of the labels in their order: a program that is not lokiline may have another one. */
    private StreamState findOrAdopt(TenantState tenant, Map<String, String> labels) {
        StreamState known = known(tenant, StreamState.text(labels));
        return known == null ? openUncounted(tenant, labels) : known;
    }

    private StreamState findOrOpen(TenantState tenant, Map<String, String> labels) {
        StreamState known = known(tenant, StreamState.text(labels));
        if (known != null) {
            return known;
        }
        return tenant.limiter().appliesTo(labels) ? openUncounted(tenant, labels) : open(tenant, labels);
    }

    private static @Nullable StreamState known(TenantState tenant, String labelText) {
        StreamState active = tenant.streams().get(labelText);
        return active == null ? tenant.uncounted().get(labelText) : active;
    }

    /** Returns the number of active streams of all tenants. */
    public int activeStreams() {
        lock.lock();
        try {
            return tenants.values().stream()
                    .mapToInt(tenant -> tenant.streams().size())
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    /** Those that Loki splits, of all tenants. */
    public long shardedStreams(long nowNanos) {
        lock.lock();
        try {
            return tenants.values().stream()
                    .flatMap(tenant -> tenant.streams().values().stream())
                    .filter(stream -> stream.rate().isAbove(nowNanos))
                    .count();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable TenantState tenant(String id) {
        TenantState known = tenants.get(id);
        if (known != null) {
            return known;
        }
        if (!TenantState.isLegal(id)) {
            notices.warnOnceLater(
                    "tenant",
                    "tenantId gives names that Loki does not allow, entries are lost: a name has 1 to 150 letters, digits"
                            + " and !-_.*'() and is neither . nor ..; correct the pattern, or what it reads");
            return null;
        }
        if (tenants.size() >= MAX_TENANTS && !forgetIdleTenants()) {
            return null;
        }
        return tenants.computeIfAbsent(id, TenantState::new);
    }

    /**
     * Those of which nothing is under way; what is known of a tenant is learned again soon. Not at each entry that is one
     * too many: tenants that come unchecked from requests come often.
     */
    private boolean forgetIdleTenants() {
        long now = time.nanos();
        Long looked = lookedNanos;
        if (looked != null && now - looked < LOOK_NANOS) {
            return false;
        }
        lookedNanos = now;
        tenants.values().forEach(this::removeIdleStreams);
        byKey.values().removeIf(stream -> !stream.tenant().streams().containsKey(stream.text()));
        tenants.values()
                .removeIf(tenant ->
                        tenant.streams().isEmpty() && tenant.uncounted().isEmpty());
        boolean hasRoom = tenants.size() < MAX_TENANTS;
        if (!hasRoom) {
            notices.warnLater(
                    "tenants",
                    "there are " + MAX_TENANTS + " tenants, entries of further ones are lost; a tenantId must not come"
                            + " unchecked from a request");
        }
        return hasRoom;
    }

    private void forgetIdleStreams(TenantState tenant) {
        removeIdleStreams(tenant);
        forgetKeys(tenant);
    }

    private void removeIdleStreams(TenantState tenant) {
        long now = time.nanos();
        Predicate<StreamState> isIdle = stream -> !stream.isActive() && now - stream.lastActiveNanos() > IDLE_NANOS;
        tenant.streams().values().removeIf(isIdle);
        tenant.uncounted().values().removeIf(isIdle);
    }

    private void applyLimits(StreamKey key, EntryEncoder entry) {
        TenantState tenant = tenants.get(key.tenant());
        if (tenant != null && !tenant.limiter().isEmpty()) {
            tenant.limiter().apply(key, entry);
        }
    }

    private boolean isFull(TenantState tenant) {
        if (tenant.streams().size() < maxStreams) {
            return false;
        }
        forgetIdleStreams(tenant);
        return tenant.streams().size() >= maxStreams;
    }

    /** Limits a label and retires its streams, if a new stream would be one too many; false if that is not needed or not possible. */
    private boolean limitOneLabel(TenantState tenant, StreamKey newcomer, Map<String, String> labels) {
        if (isFull(tenant)) {
            return limitWidestLabel(tenant, newcomer);
        }
        int most = VALUES_PER_STREAM * maxStreams;
        String overused = tenant.limiter().noteOverused(labels, most);
        if (overused == null) {
            return false;
        }
        retire(tenant, overused, "has had more than " + most + " values");
        return true;
    }

    /** Limits the label with the most distinct values; false if all are limited already. */
    private boolean limitWidestLabel(TenantState tenant, StreamKey newcomer) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        newcomer.collect(values);
        for (StreamState stream : tenant.streams().values()) {
            stream.labels()
                    .forEach((label, value) -> values.computeIfAbsent(label, name -> new HashSet<>())
                            .add(value));
        }
        String widest = null;
        int distinct = 1;
        for (Map.Entry<String, Set<String>> label : values.entrySet()) {
            if (label.getValue().size() > distinct && !tenant.limiter().contains(label.getKey())) {
                widest = label.getKey();
                distinct = label.getValue().size();
            }
        }
        if (widest == null) {
            return false;
        }
        retire(tenant, widest, "has " + distinct + " values and there are " + maxStreams + " streams");
        return true;
    }

    private void retire(TenantState tenant, String label, String why) {
        tenant.limiter().add(label);
        anyLimited = true;
        tenant.streams().values().removeIf(stream -> {
            boolean isRetired = tenant.limiter().appliesTo(stream.labels());
            if (isRetired) {
                tenant.uncounted().put(stream.text(), stream);
            }
            return isRetired;
        });
        forgetKeys(tenant);
        counters.fold();
        notices.warnLater(
                "streams_" + label,
                "label " + label + " " + why + ": from now on it is sent as \"" + CardinalityLimiter.FOLDED_VALUE
                        + "\" and its value as structured metadata;"
                        + " move it to structuredMetadata, or raise maxStreams");
    }

    private void forgetKeys(TenantState tenant) {
        byKey.values()
                .removeIf(
                        stream -> tenant == stream.tenant() && !tenant.streams().containsKey(stream.text()));
    }

    private StreamState open(TenantState tenant, Map<String, String> labels) {
        // Batches of a stream go out one after the other: those from disk and the new ones share one state.
        StreamState known = tenant.uncounted().remove(StreamState.text(labels));
        return put(known == null ? new StreamState(tenant, labels) : known, tenant.streams());
    }

    private StreamState openUncounted(TenantState tenant, Map<String, String> labels) {
        return put(new StreamState(tenant, labels), tenant.uncounted());
    }

    private StreamState put(StreamState stream, Map<String, StreamState> streams) {
        stream.touch(time.nanos());
        streams.put(stream.text(), stream);
        return stream;
    }

    private static Map<String, String> labels(StreamKey key) {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < key.names().size(); i++) {
            String value = key.value(i);
            if (value != null) {
                labels.put(key.names().get(i), value);
            }
        }
        // What Loki itself makes of a stream without labels (discover_service_name); older ones refuse it.
        return labels.isEmpty() ? Map.of("service_name", "unknown_service") : Map.copyOf(labels);
    }
}
