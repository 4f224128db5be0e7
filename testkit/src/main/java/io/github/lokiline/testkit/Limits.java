package io.github.lokiline.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The limits of a tenant, by default those of an unconfigured Loki 3.7. Immutable, thread-safe; each method returns a
 * changed copy.
 *
 * <pre>{@code
 * EmbeddedLoki loki = EmbeddedLoki.builder()
 *         .limits(Limits.defaults().maxStreams(2).maxLineBytes(1000))
 *         .start();
 * }</pre>
 *
 * <p>Sizes are bytes as Loki counts them (UTF-8, before compression). A maximum of 0 disables a check where Loki
 * defines it so: line, metadata size and count, streams, age. Each method names the Loki option and its default. The
 * file is long because it is a table.
 */
public final class Limits implements Cloneable {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    int maxLineBytes = 256 * KIB;
    boolean truncateLines;
    int maxLabelNames = 15;
    int maxLabelNameBytes = 1024;
    int maxLabelValueBytes = 2048;
    List<String> enforcedLabels = List.of();
    Duration maxAge = Duration.ofDays(7);
    Duration maxFuture = Duration.ofMinutes(10);
    Duration maxBehindNewest = Duration.ofHours(1);
    boolean incrementDuplicateTimestamps;
    long ingestionRateBytes = 4L * MIB;
    long ingestionBurstBytes = 6L * MIB;
    long perStreamRateBytes = 3L * MIB;
    long perStreamBurstBytes = 15L * MIB;
    boolean shardStreams = true;
    int maxStreams = 5000;
    Duration streamIdle = Duration.ofMinutes(30);
    boolean structuredMetadata = true;
    int maxMetadataBytes = 64 * KIB;
    int maxMetadataEntries = 128;
    List<String> discoverServiceName = List.of(
            "service",
            "app",
            "application",
            "app_name",
            "name",
            "app_kubernetes_io_name",
            "container",
            "container_name",
            "k8s_container_name",
            "component",
            "workload",
            "job",
            "k8s_job_name");
    boolean discoverLevels = true;
    Optional<Instant> blockedUntil = Optional.empty();
    int blockedStatus = 260;
    long maxBodyBytes = 100L * MIB;
    long maxDecodedBytes = 5000L * MIB;
    long maxIngesterMessageBytes = 4L * MIB;
    int maxQueryEntries = 5000;

    private Limits() {}

    /** Returns the limits of an unconfigured Loki. */
    public static Limits defaults() {
        return new Limits();
    }

    /** {@code max_line_size}, 262,144 bytes: a longer line is refused; its neighbours are stored. */
    public Limits maxLineBytes(int bytes) {
        return with(copy -> copy.maxLineBytes = bytes);
    }

    /** {@code max_line_size_truncate}, off: truncates a line that is too long, at a byte, instead of refusing it. */
    public Limits truncateLines(boolean truncate) {
        return with(copy -> copy.truncateLines = truncate);
    }

    /** {@code max_label_names_per_series}, 15 ({@code service_name} is not counted): a stream with more is refused. */
    public Limits maxLabelNames(int names) {
        return with(copy -> copy.maxLabelNames = names);
    }

    /** {@code max_label_name_length}, 1,024 bytes. */
    public Limits maxLabelNameBytes(int bytes) {
        return with(copy -> copy.maxLabelNameBytes = bytes);
    }

    /** {@code max_label_value_length}, 2,048 bytes. */
    public Limits maxLabelValueBytes(int bytes) {
        return with(copy -> copy.maxLabelValueBytes = bytes);
    }

    /** {@code enforced_labels}, none: a stream that lacks one of these is refused. */
    public Limits enforcedLabels(String... names) {
        return with(copy -> copy.enforcedLabels = List.of(names));
    }

    /** {@code reject_old_samples_max_age}, 7 days before now; zero for {@code reject_old_samples: false}. */
    public Limits maxAge(Duration age) {
        return with(copy -> copy.maxAge = age);
    }

    /** {@code creation_grace_period}, 10 minutes after now. */
    public Limits maxFuture(Duration ahead) {
        return with(copy -> copy.maxFuture = ahead);
    }

    /**
     * Half of {@code ingester.max_chunk_age}, 1 hour: the maximum age of an entry relative to the newest of its stream.
     */
    public Limits maxBehindNewest(Duration behind) {
        return with(copy -> copy.maxBehindNewest = behind);
    }

    /** {@code increment_duplicate_timestamp}, off. */
    public Limits incrementDuplicateTimestamps(boolean increment) {
        return with(copy -> copy.incrementDuplicateTimestamps = increment);
    }

    /**
     * {@code ingestion_rate_mb} and {@code ingestion_burst_size_mb} of the tenant, 4 MiB a second and 6 MiB: above it a
     * whole push is refused with 429; a push larger than the burst always is.
     */
    public Limits ingestionRate(long bytesPerSecond, long burstBytes) {
        return with(copy -> {
            copy.ingestionRateBytes = bytesPerSecond;
            copy.ingestionBurstBytes = burstBytes;
        });
    }

    /**
     * {@code per_stream_rate_limit} and {@code _burst}, 3 MiB a second and 15 MiB: above it a stream is refused with
     * 429.
     */
    public Limits perStreamRate(long bytesPerSecond, long burstBytes) {
        return with(copy -> {
            copy.perStreamRateBytes = bytesPerSecond;
            copy.perStreamBurstBytes = burstBytes;
        });
    }

    /**
     * {@code shard_streams.enabled}, on: the per-stream rate accepts or refuses the entries of a push together; off:
     * one by one. Streams are not actually sharded.
     */
    public Limits shardStreams(boolean enabled) {
        return with(copy -> copy.shardStreams = enabled);
    }

    /** {@code max_global_streams_per_user}, 5,000 active streams: one more is refused with 429. */
    public Limits maxStreams(int streams) {
        return with(copy -> copy.maxStreams = streams);
    }

    /** {@code ingester.chunk_idle_period}, 30 minutes without an entry end a stream's activity. */
    public Limits streamIdle(Duration idle) {
        return with(copy -> copy.streamIdle = idle);
    }

    /** {@code allow_structured_metadata}, on; Loki 2.9 and schemas below v13 behave as if off. */
    public Limits structuredMetadata(boolean allowed) {
        return with(copy -> copy.structuredMetadata = allowed);
    }

    /** {@code max_structured_metadata_size}, 65,536 bytes of names and values per entry. */
    public Limits maxMetadataBytes(int bytes) {
        return with(copy -> copy.maxMetadataBytes = bytes);
    }

    /** {@code max_structured_metadata_entries_count}, 128 per entry. */
    public Limits maxMetadataEntries(int entries) {
        return with(copy -> copy.maxMetadataEntries = entries);
    }

    /**
     * {@code discover_service_name}: the labels from which {@code service_name} is taken, 13 names; none disables it.
     */
    public Limits discoverServiceName(String... labels) {
        return with(copy -> copy.discoverServiceName = List.of(labels));
    }

    /** {@code discover_log_levels}, on: adds the metadata {@code detected_level}. */
    public Limits discoverLevels(boolean discover) {
        return with(copy -> copy.discoverLevels = discover);
    }

    /** {@code block_ingestion_until}: refuses everything until then, with {@link #blockedStatus}. */
    public Limits blockedUntil(Instant until) {
        return with(copy -> copy.blockedUntil = Optional.of(until));
    }

    /** {@code block_ingestion_status_code}, 260; with 200 Loki drops the data and responds with a plain 204. */
    public Limits blockedStatus(int status) {
        return with(copy -> copy.blockedStatus = status);
    }

    /** {@code distributor.max_recv_msg_size}, 100 MiB as sent: more is refused with 413. */
    public Limits maxBodyBytes(long bytes) {
        return with(copy -> copy.maxBodyBytes = bytes);
    }

    /** {@code distributor.max_decompressed_size}, 5,000 MiB. */
    public Limits maxDecodedBytes(long bytes) {
        return with(copy -> copy.maxDecodedBytes = bytes);
    }

    /** {@code server.grpc_server_max_recv_msg_size}, 4 MiB of protobuf: more is refused with 500, every time. */
    public Limits maxIngesterMessageBytes(long bytes) {
        return with(copy -> copy.maxIngesterMessageBytes = bytes);
    }

    /** {@code max_entries_limit_per_query}, 5,000. */
    public Limits maxQueryEntries(int entries) {
        return with(copy -> copy.maxQueryEntries = entries);
    }

    private Limits with(Consumer<Limits> change) {
        Limits copy = clone();
        change.accept(copy);
        return copy;
    }

    @Override
    protected Limits clone() {
        try {
            return (Limits) super.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
