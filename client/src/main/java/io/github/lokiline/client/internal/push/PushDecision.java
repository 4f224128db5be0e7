package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.batch.Batch;
import java.util.List;

/** The decision about a batch after its push. Immutable; {@link DecisionApplier} alone acts on it. */
public sealed interface PushDecision {
    /** The same batch is sent again, before all others of its stream. */
    PushDecision REQUEUE = new Requeue();

    /** All entries of {@code batch} are in Loki. */
    static PushDecision delivered(Batch batch) {
        return new Done(batch.entries(), List.of());
    }

    /** Loki refuses all entries of {@code batch} for good. */
    static PushDecision refused(Batch batch, String reason) {
        return new Done(0, List.of(new PartialRejection(reason, batch.entries())));
    }

    /** See {@link #REQUEUE}. */
    record Requeue() implements PushDecision {}

    /**
     * Loki has taken or refused every entry.
     *
     * @param delivered the number of entries stored
     * @param refused the numbers of entries refused, by reason
     */
    record Done(long delivered, List<PartialRejection> refused) implements PushDecision {}

    /** The entries are lost before Loki had them. */
    record Drop(DropReason reason) implements PushDecision {}

    /** Other batches with the same entries take its place; nothing is counted. */
    record Replace(List<Batch> batches) implements PushDecision {}
}
