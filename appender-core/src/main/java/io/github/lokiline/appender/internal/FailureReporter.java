package io.github.lokiline.appender.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Warns about exceptions that every event may cause: the first time at once, then at most once a minute, with the total.
 * Thread-safe. Shows the class of an exception and never its message, which may quote log text.
 */
public final class FailureReporter {
    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String who;
    private final String loss;
    private final Consumer<String> warn;
    private final LongSupplier nanoTime;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong quietUntil;

    /**
     * Creates a reporter of {@code encoder JsonEncoder threw java.lang.IllegalStateException; events lost by it so far: 3}.
     *
     * @param who the source of the exceptions, {@code encoder JsonEncoder}
     * @param loss the counted loss, {@code events lost by it}
     */
    public FailureReporter(String who, String loss, Consumer<String> warn, LongSupplier nanoTime) {
        this.who = who;
        this.loss = loss;
        this.warn = warn;
        this.nanoTime = nanoTime;
        this.quietUntil = new AtomicLong(nanoTime.getAsLong());
    }

    public void add(Throwable e) {
        long count = total.incrementAndGet();
        long now = nanoTime.getAsLong();
        long until = quietUntil.get();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + INTERVAL_NANOS)) {
            warn.accept(who + " threw " + e.getClass().getName() + "; " + loss + " so far: " + count);
        }
    }
}
