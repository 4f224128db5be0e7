package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.http.LokiResponse;
import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import io.github.lokiline.testkit.internal.ingest.TokenBucket;
import io.github.lokiline.testkit.internal.query.QueryableStream;
import io.github.lokiline.testkit.internal.wire.Label;
import io.github.lokiline.testkit.internal.wire.WireEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One stream of a tenant with the rules of Loki's ingester: rate, order, duplicates. Guarded by the store's lock.
 *
 * <p>Source: Loki's {@code pkg/ingester/stream.go}.
 */
final class StoredStream implements QueryableStream {

    private static final int MAX_LISTED_FAILURES = 10;

    private final String tenant;
    private final List<Label> labels;
    private final String text;
    private final List<WireEntry> entries = new ArrayList<>();
    private final Set<WireEntry> known = new HashSet<>();

    private TokenBucket bucket = new TokenBucket();
    private Optional<WireEntry> last = Optional.empty();
    private long newestNanos = Long.MIN_VALUE;
    private long lastPushNanos;

    StoredStream(String tenant, LabelledStream stream, long nowNanos) {
        this.tenant = tenant;
        this.labels = stream.labels();
        this.text = stream.text();
        this.lastPushNanos = nowNanos;
    }

    @Override
    public List<Label> labels() {
        return labels;
    }

    @Override
    public List<WireEntry> entries() {
        List<WireEntry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(WireEntry::timestampNanos));
        return sorted;
    }

    int size() {
        return entries.size();
    }

    boolean isActive(Limits limits, long nowNanos) {
        return nowNanos - lastPushNanos <= limits.streamIdle.toNanos();
    }

    /** Resets the stream after a pause: Loki has flushed it and keeps only its entries. */
    void revive() {
        bucket = new TokenBucket();
        last = Optional.empty();
        newestNanos = Long.MIN_VALUE;
    }

    /** Stores the valid entries and returns an error response, if any. */
    Optional<LokiResponse> push(List<WireEntry> pushed, Limits limits, long nowNanos) {
        lastPushNanos = nowNanos;
        Attempt attempt = new Attempt(limits, nowNanos, last, newestNanos);
        pushed.forEach(attempt::check);
        if (limits.shardStreams && !attempt.takeAll()) {
            return failed(attempt.failures, pushed.size(), 429);
        }
        attempt.good.forEach(this::store);
        return attempt.failures.isEmpty()
                ? Optional.empty()
                : failed(attempt.failures, pushed.size(), attempt.lastFailureIsRate ? 429 : 400);
    }

    private void store(WireEntry entry) {
        // equal entries are one entry: Loki drops them on arrival, or at the latest when it reads
        if (known.add(entry)) {
            entries.add(entry);
        }
        last = Optional.of(entry);
        newestNanos = Math.max(newestNanos, entry.timestampNanos());
    }

    private Optional<LokiResponse> failed(List<Failure> failures, int pushed, int status) {
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder report = new StringBuilder();
        failures.stream()
                .limit(MAX_LISTED_FAILURES)
                .forEach(failure -> report.append("entry with timestamp ")
                        .append(GoTimeFormat.string(failure.entry.timestampNanos()))
                        .append(" ignored, reason: '")
                        .append(failure.reason)
                        .append("',\n"));
        report.append("user '").append(tenant).append("', total ignored: ").append(failures.size());
        report.append(" out of ").append(pushed).append(" for stream: ").append(text);
        return Optional.of(LokiResponse.error(status, report.toString()));
    }

    /** A dropped entry. Immutable. */
    private record Failure(WireEntry entry, String reason) {}

    /** One push into the stream: later entries are checked against the valid ones before them. Owned by one thread. */
    private final class Attempt {

        private final Limits limits;
        private final long nowNanos;
        private final List<WireEntry> good = new ArrayList<>();
        private final List<Failure> failures = new ArrayList<>();
        private Optional<WireEntry> before;
        private long newest;
        private boolean lastFailureIsRate;

        Attempt(Limits limits, long nowNanos, Optional<WireEntry> last, long newestNanos) {
            this.limits = limits;
            this.nowNanos = nowNanos;
            this.before = last;
            this.newest = newestNanos;
        }

        private void check(WireEntry entry) {
            if (before.filter(entry::equals).isPresent()) {
                return;
            }
            if (!limits.shardStreams && !take(EntrySize.bytes(entry))) {
                fail(entry, rateExceeded(entry), true);
            } else if (newest != Long.MIN_VALUE && entry.timestampNanos() < cutoff()) {
                fail(entry, tooFarBehind(entry), false);
            } else {
                good.add(entry);
                before = Optional.of(entry);
                newest = Math.max(newest, entry.timestampNanos());
            }
        }

        private long cutoff() {
            return newest - limits.maxBehindNewest.toNanos();
        }

        /** Takes the rate for all valid entries together; if it does not suffice, all fail. */
        private boolean takeAll() {
            if (take(good.stream().mapToLong(EntrySize::bytes).sum())) {
                return true;
            }
            failures.clear();
            good.forEach(entry -> fail(entry, rateExceeded(entry), true));
            return false;
        }

        private boolean take(long bytes) {
            return bucket.take(bytes, limits.perStreamRateBytes, limits.perStreamBurstBytes, nowNanos);
        }

        private void fail(WireEntry entry, String reason, boolean rate) {
            failures.add(new Failure(entry, reason));
            lastFailureIsRate = rate;
        }

        private String rateExceeded(WireEntry entry) {
            return "Per stream rate limit exceeded (limit: " + EntrySize.text(limits.perStreamRateBytes)
                    + "/sec) while attempting to ingest for stream '" + text + "' totaling "
                    + EntrySize.text(EntrySize.bytes(entry))
                    + ", consider splitting a stream via additional labels or contact your Loki administrator to see"
                    + " if the limit can be increased";
        }

        private String tooFarBehind(WireEntry entry) {
            return "entry too far behind, entry timestamp is: " + GoTimeFormat.rfc3339(entry.timestampNanos())
                    + ", oldest acceptable timestamp is: " + GoTimeFormat.rfc3339(cutoff());
        }
    }
}
