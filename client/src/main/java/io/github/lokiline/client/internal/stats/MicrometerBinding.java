package io.github.lokiline.client.internal.stats;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.push.PushOutcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters {@code lokiline.*} of one client in Micrometer's global registry. Guarded by the lock of its
 * {@link MetricsBinder}; never on a caller's path: each meter is a function that runs when somebody scrapes.
 *
 * <p>The registry holds the {@link MetricsSource} weakly and no function captures them, so that a client somebody forgot to
 * close is not kept alive by its meters; who holds this object keeps them.
 */
public final class MicrometerBinding {
    private static final String APPENDED = "lokiline.entries.appended";
    private static final String CLIENT = "client";
    private static final String REASON = "reason";
    private static final String OUTCOME = "outcome";
    private static final String BYTES = "bytes";
    private static final String SECONDS = "seconds";

    private final MeterRegistry registry = Metrics.globalRegistry;
    private final List<Meter> meters = new ArrayList<>();
    private final MetricsSource readings;
    private final String name;

    private MicrometerBinding(String wanted, MetricsSource readings) {
        this.readings = readings;
        this.name = freeName(wanted);
    }

    /** Returns whether the application has added a registry to Micrometer's global one. */
    static boolean isPossible() {
        return !Metrics.globalRegistry.getRegistries().isEmpty();
    }

    /** Registers all meters that are known from the start; with a number behind {@code name} if that is in use. */
    public static MicrometerBinding register(String name, MetricsSource readings) {
        // One at a time: two clients that start together must not both find the name free.
        synchronized (MicrometerBinding.class) {
            MicrometerBinding meters = new MicrometerBinding(name, readings);
            try {
                meters.registerAll();
            } catch (RuntimeException | Error e) {
                meters.end();
                throw e;
            }
            return meters;
        }
    }

    /** Entries are refused for a reason not seen before; known ones do no harm. */
    public void refusedFor(String reason) {
        count(
                "lokiline.entries.refused",
                "Entries that Loki turned down for good",
                r -> r.ledger().refused().getOrDefault(reason, 0L),
                REASON,
                reason);
    }

    /** Removes the meters; nothing is registered any more. */
    public void end() {
        meters.forEach(registry::remove);
        meters.clear();
    }

    private void registerAll() {
        count(APPENDED, "Entries handed in by the application", r -> r.ledger().appended());
        count(
                "lokiline.entries.delivered",
                "Entries that Loki acknowledged",
                r -> r.ledger().delivered());
        count(
                "lokiline.entries.recovered",
                "Entries that an earlier process left on disk",
                r -> r.ledger().recovered());
        for (DropReason reason : DropReason.values()) {
            count(
                    "lokiline.entries.dropped",
                    "Entries lost before Loki had them",
                    r -> r.context().counters().dropped(reason),
                    REASON,
                    reason.word());
        }
        count(
                "lokiline.entries.repeated",
                "Entries sent again because no answer came",
                r -> r.pushes().repeated());
        gauge(
                "lokiline.queue.entries",
                "Entries waiting, batched or in flight",
                r -> r.ledger().queued());
        gauge(
                "lokiline.queue.bytes",
                BYTES,
                "Memory that those entries take",
                r -> r.context().budget().usedBytes());
        gauge(
                "lokiline.spool.entries",
                "Entries waiting on disk",
                r -> r.ledger().spooled());
        gauge(
                "lokiline.spool.bytes",
                BYTES,
                "What the spool takes on disk",
                r -> r.pipeline().spoolBytes());
        gauge("lokiline.entries.age", SECONDS, "Age of the oldest entry that waits", MetricsSource::ageSeconds);
        count(
                "lokiline.labels.folded",
                "Labels sent as 'other', for they had too many values",
                r -> r.context().counters().folded());
        gauge("lokiline.streams.sharded", "Streams above 1.5 MB/s, which Loki splits", MetricsSource::shardedStreams);
        gauge(
                "lokiline.streams.active",
                "Label sets in use, of all tenants",
                r -> r.context().streams().activeStreams());
        registerPushes();
    }

    private void registerPushes() {
        for (PushOutcome outcome : PushOutcome.values()) {
            count("lokiline.pushes", "Requests to Loki", r -> r.pushes().answers(outcome), OUTCOME, outcome.word());
        }
        count(
                "lokiline.push.bytes",
                BYTES,
                "What they carried, compressed",
                r -> r.pushes().bytes());
        time(
                "lokiline.push.time",
                "How long they took",
                r -> r.pushes().pushes(),
                r -> r.pushes().nanos());
        gauge(
                "lokiline.push.last.success",
                SECONDS,
                "When Loki last stored something, since 1970",
                MetricsSource::lastSuccessEpochSeconds);
        gauge(
                "lokiline.failing",
                "1 while Loki turns back what waits",
                r -> r.pipeline().isFailing() ? 1 : 0);
    }

    private void count(String meter, String description, ToDoubleFunction<MetricsSource> value, String... tags) {
        count(meter, null, description, value, tags);
    }

    private void count(
            String meter,
            @Nullable String unit,
            String description,
            ToDoubleFunction<MetricsSource> value,
            String... tags) {
        meters.add(FunctionCounter.builder(meter, readings, value)
                .description(description)
                .baseUnit(unit)
                .tag(CLIENT, name)
                .tags(tags)
                .register(registry));
    }

    private void time(
            String meter,
            String description,
            ToLongFunction<MetricsSource> count,
            ToDoubleFunction<MetricsSource> nanos) {
        meters.add(FunctionTimer.builder(meter, readings, count, nanos, TimeUnit.NANOSECONDS)
                .description(description)
                .tag(CLIENT, name)
                .register(registry));
    }

    private void gauge(String meter, String description, ToDoubleFunction<MetricsSource> value) {
        gauge(meter, null, description, value);
    }

    private void gauge(String meter, @Nullable String unit, String description, ToDoubleFunction<MetricsSource> value) {
        meters.add(Gauge.builder(meter, readings, value)
                .description(description)
                .baseUnit(unit)
                .tag(CLIENT, name)
                .register(registry));
    }

    private String freeName(String wanted) {
        String free = wanted;
        for (int number = 2; registry.find(APPENDED).tag(CLIENT, free).meter() != null; number++) {
            free = wanted + "-" + number;
        }
        return free;
    }
}
