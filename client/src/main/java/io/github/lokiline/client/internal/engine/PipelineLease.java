package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.Ledger;
import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.Priority;
import io.github.lokiline.client.internal.batch.QueuedEntry;
import io.github.lokiline.client.internal.config.ClientConfig;
import io.github.lokiline.client.internal.producer.EntryEncoder;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.stats.LedgerCounters;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The access of one client to its pipeline, from the first entry until the client is closed. Thread-safe.
 */
public final class PipelineLease {
    /** The delivery thread waits for nothing once it is stopped; the margin is for a busy machine. */
    private static final long STOP_MARGIN_NANOS = 1_000_000_000L;

    private final Pipeline pipeline;
    private final PipelineSettings settings;
    private final ClientConfig config;
    private final Clock clock;
    private final LedgerCounters counters;
    private final MemoryBudget budget;
    private final StreamRegistry streams;
    private final DeliveryThread thread;
    private final LateEntries lateEntries;
    private final AtomicBoolean closed = new AtomicBoolean();

    PipelineLease(Pipeline pipeline, PipelineSettings settings) {
        this.pipeline = pipeline;
        this.settings = settings;
        this.config = settings.config();
        this.clock = pipeline.context().clock();
        this.counters = pipeline.context().counters();
        this.budget = pipeline.context().budget();
        this.streams = pipeline.context().streams();
        this.thread = pipeline.thread();
        this.lateEntries = pipeline.lateEntries();
    }

    Pipeline pipeline() {
        return pipeline;
    }

    PipelineSettings settings() {
        return settings;
    }

    /** Returns an encoder of entries for one thread at a time. */
    public EntryEncoder newEntry() {
        return new EntryEncoder(this);
    }

    /**
     * Counts an entry as appended, before it is encoded.
     *
     * @return false if the client is closed or the queue is full, which is counted
     */
    public boolean admit(long guessedBytes, Priority priority) {
        counters.append();
        if (closed.get()) {
            return drop(DropReason.CLOSED);
        }
        if (config.overflow() != OverflowPolicy.BLOCK && !budget.hasRoom(guessedBytes, priority)) {
            return drop(DropReason.QUEUE_FULL);
        }
        return true;
    }

    /**
     * Queues an admitted entry.
     *
     * @return false if the queue is full, which is counted
     */
    public boolean enqueue(QueuedEntry entry, Priority priority) {
        long usedBytes = budget.tryReserve(entry.cost(), priority);
        if (usedBytes < 0 && config.overflow() == OverflowPolicy.BLOCK) {
            thread.wake();
            usedBytes = budget.awaitReserve(
                    entry.cost(), priority, config.overflowMaxBlock().toNanos());
        }
        if (usedBytes < 0) {
            return drop(DropReason.QUEUE_FULL);
        }
        boolean isCounted = false;
        try {
            counters.enqueue();
            isCounted = true;
        } finally {
            if (!isCounted) {
                budget.release(entry.cost());
            }
        }
        // Never throws: from here on the pipeline accounts for the entry.
        thread.offer(entry, usedBytes);
        lateEntries.offered();
        return true;
    }

    /** Counts an entry that no tenant takes as lost; returns false. */
    public boolean dropForTenant() {
        if (pipeline.context().reporter().hasDeferred()) {
            // Where all entries are lost, nothing else would wake the thread for the warning.
            thread.wake();
        }
        return drop(DropReason.TENANT);
    }

    /** Counts an admitted entry as lost; returns false. */
    public boolean drop(DropReason reason) {
        counters.drop(reason, 1);
        return false;
    }

    public StreamRegistry streams() {
        return streams;
    }

    public String defaultTenant() {
        return config.tenantId();
    }

    public long epochNanos() {
        return clock.epochMillis() * 1_000_000;
    }

    /** Returns the effective settings in one line, secrets masked. */
    public String description() {
        return settings.description();
    }

    public Ledger ledger() {
        return counters.snapshot();
    }

    public boolean isFailing() {
        return thread.pipeline().isFailing();
    }

    /** Sends the queued entries now and waits until they are delivered, refused or dropped; false after the timeout. */
    public boolean flush(Duration timeout) {
        return thread.flush(false).await(TimeUnit.NANOSECONDS.convert(timeout));
    }

    /**
     * Accepts no more entries, delivers the queued ones within {@code shutdownTimeout} and ends the pipeline, unless
     * another client uses it. An interrupt does not shorten it, and is restored.
     */
    public void close() {
        if (closed.compareAndSet(false, true)) {
            flushAndEnd();
        }
    }

    private void flushAndEnd() {
        long timeoutNanos = config.shutdownTimeout().toNanos();
        long deadline = System.nanoTime() + timeoutNanos;
        try {
            if (timeoutNanos > 0) {
                thread.flush(true).awaitUninterruptibly(timeoutNanos);
            }
        } finally {
            // Whatever becomes of the flush, a lease that nobody holds would keep the pipeline for ever.
            if (PipelineRegistry.release(this)) {
                stop(Math.max(0, deadline - System.nanoTime()) + STOP_MARGIN_NANOS);
            }
        }
    }

    private void stop(long waitNanos) {
        // From here on a client of the same name gets a pipeline of its own.
        if (PipelineRegistry.retire(pipeline)) {
            thread.stop();
            thread.awaitEnd(waitNanos);
        }
    }

    /**
     * Accepts no more entries and returns at once. After the last client the pipeline drains for {@code shutdownTimeout}.
     * While the JVM exits this is {@link #close()}: nothing would be left to run in the background.
     */
    public void closeAsync() {
        if (ShutdownHook.jvmIsExiting()) {
            close();
        } else if (closed.compareAndSet(false, true) && PipelineRegistry.release(this)) {
            thread.drain(config.shutdownTimeout().toNanos());
        }
    }

    /**
     * Waits until the pipeline of a {@linkplain #closeAsync closed} client has ended, which takes {@code shutdownTimeout} at
     * most. Returns at once if another client goes on with it.
     */
    public void awaitEnd() {
        if (closed.get() && !PipelineRegistry.isInUse(pipeline)) {
            thread.awaitEnd(config.shutdownTimeout().toNanos() + STOP_MARGIN_NANOS);
        }
    }
}
