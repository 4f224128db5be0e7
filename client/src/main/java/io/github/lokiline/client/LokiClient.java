package io.github.lokiline.client;

import io.github.lokiline.client.internal.batch.QueuedEntry;
import io.github.lokiline.client.internal.config.ClientConfig;
import io.github.lokiline.client.internal.config.ConfigErrors;
import io.github.lokiline.client.internal.engine.Clock;
import io.github.lokiline.client.internal.engine.DeliveryThread;
import io.github.lokiline.client.internal.engine.DeliveryThreads;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.engine.PipelineRegistry;
import io.github.lokiline.client.internal.engine.ShutdownHook;
import io.github.lokiline.client.internal.http.PushSender;
import io.github.lokiline.client.internal.producer.EntryEncoder;
import io.github.lokiline.client.internal.producer.LabelNames;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import io.github.lokiline.client.internal.producer.MetadataNameCache;
import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.push.DeadLetterSink;
import io.github.lokiline.client.internal.stats.ClientMetricsSource;
import io.github.lokiline.client.internal.stats.LedgerCounters;
import io.github.lokiline.client.internal.stats.MetricsBinder;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import io.github.lokiline.client.internal.wire.Protobuf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Delivers entries to Grafana Loki in the background. Thread-safe; it never blocks a caller (unless
 * {@link OverflowPolicy#BLOCK} is chosen) and never throws at one that offers.
 *
 * <pre>
 * try (LokiClient client = LokiClient.builder().url("http://localhost:3100").build()) {
 *     client.offer(LokiEntry.of(Map.of("service_name", "orders"), "order 17 paid"));
 * }
 * </pre>
 *
 * <p>An entry is encoded on the thread that offers it and waits in a queue bounded in bytes; one worker cuts batches of
 * one stream each and pushes them, again and again until Loki has answered. Every end is counted in the
 * {@link #ledger()}.
 */
public final class LokiClient implements AutoCloseable {

    /** Writing what is in memory to disk takes a fraction of it. */
    private static final long SAVING_NANOS = 1_000_000_000L;

    private final ClientConfig settings;
    private final String description;
    private final String endpoint;
    private final Clock clock = Clock.SYSTEM;
    private final LedgerCounters counters;
    private final MemoryBudget budget;
    private final StreamRegistry streams;
    private final MetadataNameCache metadataNames = new MetadataNameCache();
    private final DeliveryThread worker;
    private final @Nullable ShutdownHook exitHook;
    private final AtomicBoolean accepting = new AtomicBoolean(true);
    /** There is a successor before this client is closed. */
    private final AtomicBoolean bequeathed = new AtomicBoolean();

    private volatile @Nullable MetricsBinder metering;

    LokiClient(
            ClientConfig settings,
            String description,
            Supplier<PushSender> senders,
            RateLimitedReporter notices,
            DeadLetterSink deadLetters,
            Collection<LokiClient> predecessors) {
        this.settings = settings;
        this.description = description;
        this.endpoint = settings.identity();
        this.budget = new MemoryBudget(settings.queueMaxBytes());
        LokiClient predecessor = predecessor(predecessors);
        // One ledger for both: what the predecessor could not deliver is delivered, or lost, here.
        this.counters = predecessor == null ? new LedgerCounters() : predecessor.counters;
        this.streams = new StreamRegistry(settings.maxStreams(), clock, counters, notices);
        PipelineContext shared = new PipelineContext(settings, clock, counters, budget, notices, deadLetters, streams);
        this.worker = new DeliveryThread(shared, senders, this::drained);
        this.exitHook = settings.flushOnExit() ? ShutdownHook.add(() -> flushAtExit(notices)) : null;
        worker.start();
        if (predecessor != null) {
            predecessor.worker.bequeath(worker);
        }
    }

    /** One that still accepts entries keeps doing so; its meters are ours from now on. */
    private @Nullable LokiClient predecessor(Collection<LokiClient> candidates) {
        for (LokiClient candidate : candidates) {
            if (candidate.endpoint.equals(endpoint)
                    && candidate.accepting.get()
                    && candidate.bequeathed.compareAndSet(false, true)) {
                candidate.endMetering();
                return candidate;
            }
        }
        return PipelineRegistry.take(endpoint);
    }

    /** Shows the counts as meters, where Micrometer is present, until the client ends. Called once, before all offers. */
    void meter(String name, Consumer<String> warning) {
        MetricsBinder made = new MetricsBinder(
                name,
                new ClientMetricsSource(counters, budget, streams, worker.standing(), clock),
                () -> ledger().refused().keySet(),
                warning);
        metering = made;
        counters.onNewRefusal(made::refusedFor);
        worker.atFirstEntry(made::start);
    }

    private void endMetering() {
        MetricsBinder started = metering;
        if (started != null) {
            started.end();
        }
    }

    /** A builder with all defaults: {@code http://localhost:3100}, 32 MB of queue, batches of 1 MB or 1 second. */
    public static LokiClientBuilder builder() {
        return new LokiClientBuilder();
    }

    /** Whether the current thread is one of a client's own: what it logs must not come back here. */
    public static boolean ownsCurrentThread() {
        return Thread.currentThread() instanceof DeliveryThreads;
    }

    /**
     * Whether a client calls a thread of its own so ({@code lokiline-worker}, {@code lokiline-push-1},
     * {@code lokiline-exit}): for events that another thread brings.
     */
    public static boolean ownsThreadNamed(String name) {
        return DeliveryThreads.isName(name);
    }

    /** A builder of entries for one thread at a time: the way in without detours, see there. */
    public EntryEncoder newEntry() {
        return new EntryEncoder(this, metadataNames);
    }

    /**
     * Queues one entry.
     *
     * @return false when it was refused (the queue is full, the client closed), which is counted
     * @throws IllegalArgumentException if the label names are none, more than 15, or collide; nothing is counted then
     */
    public boolean offer(LokiEntry entry) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        new TreeMap<>(entry.labels()).forEach((name, value) -> {
            names.add(name);
            values.add(value);
        });
        LabelNames labelNames = LabelNames.of(names);
        EntryEncoder builder = newEntry();
        if (!builder.begin(entry.priority())) {
            return false;
        }
        builder.line(Protobuf.utf8(entry.line()));
        for (Map.Entry<String, String> pair : new TreeMap<>(entry.metadata()).entrySet()) {
            builder.metadata(pair.getKey(), pair.getValue());
        }
        Instant time = entry.time();
        builder.time(time.getEpochSecond(), time.getNano());
        return builder.offer(labelNames, values.toArray(String[]::new), entry.tenant());
    }

    /**
     * Sends what waits now and waits until every entry offered before is delivered, refused or dropped, also those that
     * wait on disk.
     *
     * @param timeout how long at most
     * @return false when the time was over first; everything goes on all the same
     */
    public boolean flush(Duration timeout) {
        return worker.flush(false).await(TimeUnit.NANOSECONDS.convert(timeout));
    }

    /** Where every entry went, as of now. */
    public Ledger ledger() {
        return counters.snapshot();
    }

    /**
     * Whether Loki turns back what waits, as of now: it is down, slow, or does not want it. Nothing is lost by it as long
     * as there is room; how much waits is in the {@link #ledger()}.
     */
    public boolean isFailing() {
        return worker.standing().isFailing();
    }

    /** The effective settings in one line, secrets masked. */
    public String settings() {
        return description;
    }

    /**
     * Accepts nothing more, delivers what waits within {@code shutdownTimeout}, writes the rest to the spool, where there
     * is one, or counts it as dropped. Does nothing when called again.
     */
    @Override
    public void close() {
        accepting.set(false);
        PipelineRegistry.remove(endpoint, this);
        long deadline = clock.nanos() + settings.shutdownTimeout().toNanos();
        if (!settings.shutdownTimeout().isZero()) {
            worker.flush(true).await(settings.shutdownTimeout().toNanos());
        }
        worker.stop();
        try {
            // The worker does not wait for anything once it is told to stop; the margin is for a busy machine.
            worker.awaitEnd(Math.max(0, deadline - clock.nanos()) + 1_000_000_000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endMetering();
    }

    /**
     * Accepts nothing more and returns at once. What is undelivered passes to the next client built for the same
     * endpoint, or is delivered in the background within {@code shutdownTimeout}, then counted as dropped. While the
     * JVM exits it is the same as {@link #close()}: nothing would be left to run in the background.
     */
    public void closeInBackground() {
        if (ShutdownHook.jvmIsExiting()) {
            close();
        } else if (accepting.compareAndSet(true, false)) {
            // Now, not when drained: the next client of the same name wants the meters, and goes on with our counts.
            endMetering();
            if (!bequeathed.get() || worker.heirHasEnded()) {
                PipelineRegistry.add(endpoint, this);
            }
            worker.stopWhenDrained(settings.shutdownTimeout().toNanos());
        }
    }

    /** Nobody is left to count what the JVM takes along: it is told while there is time. */
    private void flushAtExit(RateLimitedReporter notices) {
        boolean isSafe = worker.flush(true).await(settings.shutdownTimeout().toNanos())
                || worker.save().await(SAVING_NANOS);
        if (!isSafe) {
            notices.warn(
                    "exit",
                    "the JVM ends before Loki has everything, entries lost: " + ledger().queued()
                            + "; shutdownTimeout is " + ConfigErrors.text(settings.shutdownTimeout()));
        }
    }

    /** The worker has ended. */
    private void drained() {
        PipelineRegistry.remove(endpoint, this);
        if (exitHook != null) {
            exitHook.remove();
        }
    }

    public boolean admit(long guessedBytes, Priority priority) {
        counters.append();
        if (!accepting.get()) {
            counters.drop(DropReason.CLOSED, 1);
            return false;
        }
        if (settings.overflow() != OverflowPolicy.BLOCK && !budget.hasRoom(guessedBytes, priority)) {
            counters.drop(DropReason.QUEUE_FULL, 1);
            return false;
        }
        return true;
    }

    public boolean accept(QueuedEntry entry, Priority priority) {
        long used = budget.tryTake(entry.cost(), priority);
        if (used < 0 && settings.overflow() == OverflowPolicy.BLOCK) {
            worker.roomWanted();
            used = budget.awaitAndTake(
                    entry.cost(), priority, settings.overflowMaxBlock().toNanos());
        }
        if (used < 0) {
            counters.drop(DropReason.QUEUE_FULL, 1);
            return false;
        }
        counters.enqueue();
        worker.offer(entry, used);
        return true;
    }

    public StreamRegistry streams() {
        return streams;
    }

    public LedgerCounters counters() {
        return counters;
    }

    public String defaultTenant() {
        return settings.tenantId();
    }

    public long epochNanos() {
        return clock.epochMillis() * 1_000_000;
    }
}
