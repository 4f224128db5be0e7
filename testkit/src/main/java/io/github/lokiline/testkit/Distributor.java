package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.http.LokiResponse;
import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import io.github.lokiline.testkit.internal.ingest.GroupedErrors;
import io.github.lokiline.testkit.internal.ingest.LevelDetector;
import io.github.lokiline.testkit.internal.ingest.MetadataNormalizer;
import io.github.lokiline.testkit.internal.wire.Label;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import io.github.lokiline.testkit.internal.wire.Utf8;
import io.github.lokiline.testkit.internal.wire.WireEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Validates one push and passes the valid part on, as Loki's distributor does. Owned by one thread.
 *
 * <p>An invalid entry or stream is dropped: the rest is stored, and the response is 400. Two errors refuse the whole
 * push: metadata whose name becomes empty (500), and a tenant over its rate (429). Source: Loki's {@code
 * pkg/distributor/distributor.go}.
 */
final class Distributor {

    private final EntryValidator rules;
    private final Limits limits;
    private final GroupedErrors errors = new GroupedErrors();
    private Optional<LokiResponse> blocked = Optional.empty();

    Distributor(EntryValidator rules) {
        this.rules = rules;
        this.limits = rules.limits();
    }

    /** Returns the valid streams, each with its valid entries. */
    List<LabelledStream> accept(List<LabelledStream> streams) throws RefusedPushException {
        if (streams.isEmpty()) {
            throw new RefusedPushException(422, "error at least one valid stream is required for ingestion");
        }
        List<LabelledStream> accepted = new ArrayList<>();
        for (LabelledStream stream : streams) {
            List<WireEntry> entries = stream.entries().isEmpty() ? List.of() : accept(stream);
            if (!entries.isEmpty()) {
                accepted.add(stream.with(entries));
            }
        }
        return accepted;
    }

    /** Returns the response that describes the dropped part, if any. */
    Optional<LokiResponse> complaint() {
        return errors.isEmpty() ? blocked : Optional.of(LokiResponse.error(400, errors.text()));
    }

    private List<WireEntry> accept(LabelledStream stream) throws RefusedPushException {
        Optional<String> refusal = rules.refuse(stream);
        if (refusal.isPresent()) {
            errors.add(refusal.get());
            return List.of();
        }
        if (isBlocked()) {
            return List.of();
        }
        List<WireEntry> accepted = new ArrayList<>();
        for (WireEntry sent : stream.entries()) {
            WireEntry entry = truncated(sent);
            Optional<String> fault = rules.refuse(stream, entry);
            if (fault.isPresent()) {
                errors.add(fault.get());
            } else {
                accepted.add(apart(accepted, finished(stream, entry)));
            }
        }
        return accepted;
    }

    private boolean isBlocked() {
        boolean isBlocked = limits.blockedUntil
                .filter(until -> rules.nowNanos() < GoTimeFormat.nanos(until))
                .isPresent();
        if (isBlocked && limits.blockedStatus != 200) {
            String until = GoTimeFormat.rfc3339(GoTimeFormat.nanos(limits.blockedUntil.orElseThrow()));
            blocked = Optional.of(LokiResponse.error(
                    limits.blockedStatus,
                    "ingestion blocked for user '" + rules.tenant() + "' until '" + until + "' with status code '"
                            + limits.blockedStatus + "'"));
        }
        return isBlocked;
    }

    private WireEntry truncated(WireEntry entry) {
        if (!limits.truncateLines || limits.maxLineBytes == 0 || Utf8.length(entry.line()) <= limits.maxLineBytes) {
            return entry;
        }
        String cut = Utf8.decode(Utf8.encode(entry.line()), 0, limits.maxLineBytes);
        return new WireEntry(entry.timestampNanos(), cut, entry.metadata());
    }

    private WireEntry finished(LabelledStream stream, WireEntry entry) throws RefusedPushException {
        List<Label> metadata = MetadataNormalizer.normalize(entry.metadata());
        boolean detect = limits.structuredMetadata && limits.discoverLevels;
        return new WireEntry(
                entry.timestampNanos(),
                entry.line(),
                detect ? LevelDetector.withLevel(stream.labels(), metadata, entry.line()) : metadata);
    }

    /**
     * Moves an entry 1 ns past the previous one if both have one time and different lines and the tenant's limits say
     * so.
     */
    private WireEntry apart(List<WireEntry> accepted, WireEntry entry) {
        if (!limits.incrementDuplicateTimestamps || accepted.isEmpty()) {
            return entry;
        }
        WireEntry before = accepted.get(accepted.size() - 1);
        return before.timestampNanos() == entry.timestampNanos()
                        && !before.line().equals(entry.line())
                ? new WireEntry(before.timestampNanos() + 1, entry.line(), entry.metadata())
                : entry;
    }
}
