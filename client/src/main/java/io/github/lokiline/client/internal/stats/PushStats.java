package io.github.lokiline.client.internal.stats;

import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.push.PushOutcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts pushes by outcome, with their time and size. Thread-safe: the delivery thread adds, any thread reads. */
public final class PushStats {
    private final Map<PushOutcome, LongAdder> answers = new EnumMap<>(PushOutcome.class);
    private final LongAdder nanos = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private volatile long lastSuccessEpochMillis;

    PushStats() {
        for (PushOutcome outcome : PushOutcome.values()) {
            answers.put(outcome, new LongAdder());
        }
    }

    /** A push came back after {@code tookNanos}. */
    public void answered(Batch batch, PushOutcome outcome, long tookNanos) {
        of(outcome).increment();
        nanos.add(tookNanos);
        bytes.add(batch.content().body().length);
    }

    /** No answer came to a push that had left: Loki may have stored these entries, and they are sent again. */
    public void repeat(long entries) {
        repeated.add(entries);
    }

    public void succeeded(long epochMillis) {
        lastSuccessEpochMillis = epochMillis;
    }

    long answers(PushOutcome outcome) {
        return of(outcome).sum();
    }

    long pushes() {
        return answers.values().stream().mapToLong(LongAdder::sum).sum();
    }

    long nanos() {
        return nanos.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    long repeated() {
        return repeated.sum();
    }

    /** 0 for never. */
    long lastSuccessEpochMillis() {
        return lastSuccessEpochMillis;
    }

    private LongAdder of(PushOutcome outcome) {
        return Objects.requireNonNull(answers.get(outcome), "a counter for each outcome");
    }
}
