package io.github.lokiline.client;

import io.github.lokiline.client.internal.engine.PipelineLease;
import io.github.lokiline.client.internal.producer.EntryEncoder;
import io.github.lokiline.client.internal.producer.LabelNames;
import io.github.lokiline.client.internal.wire.Protobuf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Delivers entries to Grafana Loki in the background. Thread-safe; {@link #offer} never throws for the content of an
 * entry and never blocks, unless the overflow policy is {@link OverflowPolicy#BLOCK}, or while the JVM exits: an entry that comes
 * after lokiline's shutdown hook ({@link LokiClientBuilder#flushOnExit}) waits for its delivery, for {@code shutdownTimeout} at most.
 *
 * <pre>
 * try (LokiClient client = LokiClient.builder().url("http://localhost:3100").build()) {
 *     client.offer(LokiEntry.of(Map.of("service_name", "orders"), "order 17 paid"));
 * }
 * </pre>
 *
 * <p>An entry is encoded on the thread that offers it and waits in a queue that is bounded in bytes; one delivery thread forms batches of one stream each and pushes them until Loki has answered. Every entry ends up in the {@link #ledger()}.
 */
public final class LokiClient implements AutoCloseable {
    private final PipelineLease pipeline;

    LokiClient(PipelineLease pipeline) {
        this.pipeline = pipeline;
    }

    /** Returns a builder with all defaults: {@code http://localhost:3100}, 32 MB of queue, batches of 1 MB or 1 second. */
    public static LokiClientBuilder builder() {
        return new LokiClientBuilder();
    }

    EntryEncoder newEntry() {
        return pipeline.newEntry();
    }

    /**
     * Queues one entry.
     *
     * @return false if it was refused (the queue is full, the client closed), which is counted
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
        String[] labelValues = values.toArray(String[]::new);
        EntryEncoder builder = newEntry();
        if (!builder.begin(entry.priority())) {
            return false;
        }
        encode(entry, builder);
        return builder.offer(labelNames, labelValues, entry.tenant());
    }

    private static void encode(LokiEntry entry, EntryEncoder builder) {
        boolean isEncoded = false;
        try {
            byte[] line = Protobuf.utf8(entry.line());
            builder.copyLine(line, line.length);
            for (Map.Entry<String, String> pair : new TreeMap<>(entry.metadata()).entrySet()) {
                builder.metadata(pair.getKey(), pair.getValue());
            }
            Instant time = entry.time();
            builder.time(time.getEpochSecond(), time.getNano());
            isEncoded = true;
        } finally {
            if (!isEncoded) {
                // Without memory, for example: the entry is counted as appended, so its end is counted too.
                builder.abandon(DropReason.INTERNAL_ERROR);
            }
        }
    }

    /**
     * Sends the queued entries now, and waits until every entry offered before is delivered, refused or dropped, including those on disk.
     *
     * @param timeout how long at most
     * @return false when the time was over first; everything goes on all the same
     */
    public boolean flush(Duration timeout) {
        return pipeline.flush(timeout);
    }

    /** Returns the counts of all entries, as of now. */
    public Ledger ledger() {
        return pipeline.ledger();
    }

    /**
     * Returns whether delivery is failing now: Loki is down, slow or rejects the entries. No entry is lost as long as the queue has room; the {@link #ledger()} shows how many wait.
     */
    public boolean isFailing() {
        return pipeline.isFailing();
    }

    /** The effective settings in one line, secrets masked. */
    public String settings() {
        return pipeline.description();
    }

    /**
     * Accepts no more entries, delivers the queued ones within {@code shutdownTimeout}, writes the rest to the spool, if
     * there is one, or counts it as dropped. An interrupt does not shorten this and stays set. Does nothing when called
     * again.
     */
    @Override
    public void close() {
        pipeline.close();
    }

    /**
     * Accepts no more entries and returns at once. The queued ones are delivered in the background within
     * {@code shutdownTimeout}, or stay with the other clients of this {@linkplain LokiClientBuilder#sharedName name}. While
     * the JVM exits it is the same as {@link #close()}: nothing would be left to run in the background.
     */
    public void closeAsync() {
        pipeline.closeAsync();
    }
}
