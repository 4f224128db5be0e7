package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.http.Sender;
import io.github.lokiline.loki.internal.wire.Protobuf;
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
 * {@link Overflow#BLOCK} is chosen) and never throws at one that offers.
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

    private final Settings settings;
    private final String description;
    private final String endpoint;
    private final Time clock = Time.SYSTEM;
    private final Counters counters;
    private final ByteBudget budget;
    private final StreamTable streams;
    private final MetadataNames metadataNames = new MetadataNames();
    private final Worker worker;
    private final @Nullable ExitHook exitHook;
    private final AtomicBoolean accepting = new AtomicBoolean(true);
    /** There is a successor before this client is closed. */
    private final AtomicBoolean bequeathed = new AtomicBoolean();

    private volatile @Nullable Metering metering;

    LokiClient(
            Settings settings,
            String description,
            Supplier<Sender> senders,
            Notices notices,
            DeadLetters deadLetters,
            Collection<LokiClient> predecessors) {
        this.settings = settings;
        this.description = description;
        this.endpoint = settings.identity();
        this.budget = new ByteBudget(settings.queueMaxBytes());
        LokiClient predecessor = predecessor(predecessors);
        // One ledger for both: what the predecessor could not deliver is delivered, or lost, here.
        this.counters = predecessor == null ? new Counters() : predecessor.counters;
        this.streams = new StreamTable(settings.maxStreams(), clock, counters, notices);
        Shared shared = new Shared(settings, clock, counters, budget, notices, deadLetters, streams);
        this.worker = new Worker(shared, senders, this::drained);
        this.exitHook = settings.flushOnExit() ? ExitHook.add(() -> flushAtExit(notices)) : null;
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
        return Draining.take(endpoint);
    }

    /** Shows the counts as meters, where Micrometer is present, until the client ends. Called once, before all offers. */
    void meter(String name, Consumer<String> warning) {
        Metering made = new Metering(
                name,
                new ClientReadings(counters, budget, streams, worker.standing(), clock),
                () -> ledger().refused().keySet(),
                warning);
        metering = made;
        counters.onNewRefusal(made::refusedFor);
        worker.atFirstEntry(made::start);
    }

    private void endMetering() {
        Metering started = metering;
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
        return Thread.currentThread() instanceof LokiThread;
    }

    /**
     * Whether a client calls a thread of its own so ({@code lokiline-worker}, {@code lokiline-push-1},
     * {@code lokiline-exit}): for events that another thread brings.
     */
    public static boolean ownsThreadNamed(String name) {
        return LokiThread.isName(name);
    }

    /** A builder of entries for one thread at a time: the way in without detours, see there. */
    public EntryBuilder newEntry() {
        return new EntryBuilder(this, metadataNames);
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
        EntryBuilder builder = newEntry();
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
        Draining.remove(endpoint, this);
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
        if (ExitHook.jvmIsExiting()) {
            close();
        } else if (accepting.compareAndSet(true, false)) {
            // Now, not when drained: the next client of the same name wants the meters, and goes on with our counts.
            endMetering();
            if (!bequeathed.get() || worker.heirHasEnded()) {
                Draining.add(endpoint, this);
            }
            worker.stopWhenDrained(settings.shutdownTimeout().toNanos());
        }
    }

    /** Nobody is left to count what the JVM takes along: it is told while there is time. */
    private void flushAtExit(Notices notices) {
        boolean isSafe = worker.flush(true).await(settings.shutdownTimeout().toNanos())
                || worker.save().await(SAVING_NANOS);
        if (!isSafe) {
            notices.warn(
                    "exit",
                    "the JVM ends before Loki has everything, entries lost: " + ledger().queued()
                            + "; shutdownTimeout is " + Faults.text(settings.shutdownTimeout()));
        }
    }

    /** The worker has ended. */
    private void drained() {
        Draining.remove(endpoint, this);
        if (exitHook != null) {
            exitHook.remove();
        }
    }

    boolean admit(long guessedBytes, Priority priority) {
        counters.append();
        if (!accepting.get()) {
            counters.drop(DropReason.CLOSED, 1);
            return false;
        }
        if (settings.overflow() != Overflow.BLOCK && !budget.hasRoom(guessedBytes, priority)) {
            counters.drop(DropReason.QUEUE_FULL, 1);
            return false;
        }
        return true;
    }

    boolean accept(Entry entry, Priority priority) {
        long used = budget.tryTake(entry.cost(), priority);
        if (used < 0 && settings.overflow() == Overflow.BLOCK) {
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

    StreamTable streams() {
        return streams;
    }

    Counters counters() {
        return counters;
    }

    String defaultTenant() {
        return settings.tenantId();
    }

    long epochNanos() {
        return clock.epochMillis() * 1_000_000;
    }
}
