package io.github.lokiline.loki;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How pushes went, in numbers. Thread-safe: the worker adds, anybody reads. */
final class PushCounts {

    private final Map<Outcome, LongAdder> answers = new EnumMap<>(Outcome.class);
    private final LongAdder nanos = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private volatile long lastSuccessEpochMillis;

    PushCounts() {
        for (Outcome outcome : Outcome.values()) {
            answers.put(outcome, new LongAdder());
        }
    }

    /** A push came back after {@code tookNanos}. */
    void answered(Batch batch, Outcome outcome, long tookNanos) {
        of(outcome).increment();
        nanos.add(tookNanos);
        bytes.add(batch.payload.body().length);
    }

    /** No answer came to a push that had left: Loki may have stored these entries, and they are sent again. */
    void repeat(long entries) {
        repeated.add(entries);
    }

    void succeeded(long epochMillis) {
        lastSuccessEpochMillis = epochMillis;
    }

    long answers(Outcome outcome) {
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

    private LongAdder of(Outcome outcome) {
        return Objects.requireNonNull(answers.get(outcome), "a counter for each outcome");
    }
}
