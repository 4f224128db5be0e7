package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.http.LokiResponse;
import io.github.lokiline.testkit.internal.ingest.TokenBucket;
import io.github.lokiline.testkit.internal.query.QueryableStream;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import io.github.lokiline.testkit.internal.wire.WireStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All streams of one tenant. Guarded by the store's lock. */
final class TenantStore {

    private final String tenant;
    private final TokenBucket rate = new TokenBucket();
    private final Map<String, StoredStream> streams = new TreeMap<>();

    TenantStore(String tenant) {
        this.tenant = tenant;
    }

    Collection<QueryableStream> streams() {
        return Collections.unmodifiableCollection(streams.values());
    }

    /** Stores the part of a parsed push that Loki would store, and returns Loki's response. */
    LokiResponse push(List<WireStream> sent, Limits limits, long nowNanos) {
        try {
            Distributor distributor = new Distributor(new EntryValidator(tenant, limits, nowNanos));
            List<LabelledStream> accepted = distributor.accept(LabelledStream.of(sent, limits));
            Optional<LokiResponse> complaint = distributor.complaint();
            if (!accepted.isEmpty()) {
                checkRate(accepted, limits, nowNanos);
                checkMessageSize(accepted, limits);
                complaint = ingest(accepted, limits, nowNanos).or(distributor::complaint);
            }
            return complaint.orElseGet(LokiResponse::noContent);
        } catch (RefusedPushException refused) {
            return LokiResponse.refused(refused);
        }
    }

    private void checkRate(List<LabelledStream> accepted, Limits limits, long nowNanos) throws RefusedPushException {
        long bytes = accepted.stream()
                .flatMap(stream -> stream.entries().stream())
                .mapToLong(EntrySize::bytes)
                .sum();
        int lines =
                accepted.stream().mapToInt(stream -> stream.entries().size()).sum();
        if (!rate.take(bytes, limits.ingestionRateBytes, limits.ingestionBurstBytes, nowNanos)) {
            throw new RefusedPushException(
                    429,
                    "ingestion rate limit exceeded for user " + tenant + " (limit: " + limits.ingestionRateBytes
                            + " bytes/sec) while attempting to ingest '" + lines + "' lines totaling '" + bytes
                            + "' bytes, reduce log volume or contact your Loki administrator to see if the limit can"
                            + " be increased");
        }
    }

    private static void checkMessageSize(List<LabelledStream> accepted, Limits limits) throws RefusedPushException {
        long bytes = EntrySize.ingesterMessageBytes(accepted);
        if (bytes > limits.maxIngesterMessageBytes) {
            throw new RefusedPushException(
                    500,
                    "rpc error: code = ResourceExhausted desc = grpc: received message larger than max (" + bytes
                            + " vs. " + limits.maxIngesterMessageBytes + ")");
        }
    }

    /**
     * Stores stream after stream and returns the result of the last one only: an earlier failure stays hidden behind a
     * 204, as in every release of Loki ({@code pkg/ingester/instance.go}, method {@code Push}).
     */
    private Optional<LokiResponse> ingest(List<LabelledStream> accepted, Limits limits, long nowNanos) {
        Optional<LokiResponse> outcome = Optional.empty();
        for (LabelledStream stream : accepted) {
            outcome =
                    admit(stream, limits, nowNanos).or(() -> streamOf(stream).push(stream.entries(), limits, nowNanos));
        }
        return outcome;
    }

    private StoredStream streamOf(LabelledStream stream) {
        StoredStream stored = streams.get(stream.text());
        if (stored == null) {
            throw new IllegalStateException("stream was not admitted");
        }
        return stored;
    }

    /** Activates the stream, unless the tenant has too many active ones. */
    private Optional<LokiResponse> admit(LabelledStream stream, Limits limits, long nowNanos) {
        StoredStream known = streams.get(stream.text());
        if (known != null && known.isActive(limits, nowNanos)) {
            return Optional.empty();
        }
        long active = streams.values().stream()
                .filter(other -> other.isActive(limits, nowNanos))
                .count();
        if (limits.maxStreams != 0 && active >= limits.maxStreams) {
            return Optional.of(LokiResponse.error(
                    429,
                    "maximum active stream limit exceeded when trying to create stream " + stream.text()
                            + ", reduce the number of active streams (reduce labels or reduce label values), or"
                            + " contact your Loki administrator to see if the limit can be increased, user: '" + tenant
                            + "'"));
        }
        if (known == null) {
            streams.put(stream.text(), new StoredStream(tenant, stream, nowNanos));
        } else {
            known.revive();
        }
        return Optional.empty();
    }

    /** Returns the entries as users see them. */
    List<StoredEntry> entries() {
        List<StoredEntry> entries = new ArrayList<>();
        streams.values().forEach(stream -> entries.addAll(StoredEntryMapper.entries(tenant, stream)));
        return entries;
    }

    int size() {
        return streams.values().stream().mapToInt(StoredStream::size).sum();
    }
}
