package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.internal.config.ConfigErrors;
import io.github.lokiline.client.internal.stats.MetricsBinder;
import io.github.lokiline.client.internal.stats.MetricsSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queue, delivery thread, spool and counts of one destination, shared by the clients of one name. The settings of the
 * newest client are in effect. Changed under the lock of {@link PipelineRegistry} only.
 */
final class Pipeline {
    /** Writing the queued entries to disk takes a fraction of it. */
    private static final long SAVE_NANOS = 1_000_000_000L;

    /** A process ends so much later if nothing is logged while it ends. */
    private static final long QUIET_NANOS = 50_000_000L;

    private final PipelineContext context;
    private final DeliveryThread thread;
    private final LateEntries lateEntries;
    private final List<PipelineLease> leases = new ArrayList<>();
    private @Nullable MetricsBinder metrics;
    private @Nullable ShutdownHook shutdownHook;

    private Pipeline(PipelineSettings settings, Clock clock) {
        this.context = new PipelineContext(settings, clock);
        this.thread =
                new DeliveryThread(context, () -> PipelineRegistry.retire(this), () -> PipelineRegistry.forget(this));
        this.lateEntries = new LateEntries(thread, clock, this::reportLateEntries);
    }

    static Pipeline start(PipelineSettings settings) {
        return start(settings, Clock.SYSTEM);
    }

    static Pipeline start(PipelineSettings settings, Clock clock) {
        Pipeline pipeline = new Pipeline(settings, clock);
        pipeline.thread.start();
        return pipeline;
    }

    /** Adds a client, whose settings are in effect from now on; applying the same ones again changes nothing. */
    PipelineLease lease(PipelineSettings settings) {
        PipelineLease lease = new PipelineLease(this, settings);
        leases.add(lease);
        try {
            apply(settings);
        } catch (Throwable e) {
            // A lease that nobody holds would keep the pipeline for ever.
            if (release(lease)) {
                thread.drain(0);
            }
            throw e;
        }
        return lease;
    }

    /** Removes a client; returns whether it was the last, after which the settings of the newest one left apply. */
    boolean release(PipelineLease lease) {
        if (!leases.remove(lease)) {
            return false;
        }
        if (leases.isEmpty()) {
            updateMetrics(null);
            return true;
        }
        apply(leases.get(leases.size() - 1).settings());
        return false;
    }

    boolean isInUse() {
        return !leases.isEmpty();
    }

    @SuppressWarnings("ReferenceEquality") // the same settings again change nothing
    private void apply(PipelineSettings settings) {
        PipelineSettings former = context.settings();
        if (settings != former) {
            context.apply(settings);
            thread.settingsChanged(!settings.connectsLike(former));
        }
        updateMetrics(settings.metricsName());
        updateShutdownHook();
    }

    /** Registers the meters under {@code wanted} from the next entry on, unless they are; null for no meters. */
    private void updateMetrics(@Nullable String wanted) {
        MetricsBinder current = metrics;
        if (current != null && !current.name().equals(wanted)) {
            // On the delivery thread: a registry is application code, which must not run under the registry's lock.
            thread.execute(current::end);
            metrics = null;
        }
        if (wanted != null && metrics == null) {
            MetricsBinder binder = new MetricsBinder(wanted, new MetricsSource(context, thread.pipeline()));
            metrics = binder;
            context.counters().onNewRefusal(binder::refusedFor);
            thread.atNextEntry(binder::start);
        }
    }

    private void updateShutdownHook() {
        boolean wanted = context.config().flushOnExit();
        if (!wanted) {
            removeShutdownHook();
        } else if (shutdownHook == null) {
            shutdownHook = ShutdownHook.add(this::flushAtExit);
        }
    }

    void removeShutdownHook() {
        ShutdownHook hook = shutdownHook;
        shutdownHook = null;
        if (hook != null) {
            hook.remove();
        }
    }

    /** The JVM ends: what stays undelivered is reported while there is time, and not again if the pipeline is closed next. */
    private void flushAtExit() {
        Duration timeout = context.config().shutdownTimeout();
        long deadline = context.clock().nanos() + timeout.toNanos();
        boolean isSafe = flushUntilQuiet(deadline) || thread.save().awaitUninterruptibly(SAVE_NANOS);
        lateEntries.begin(isSafe ? deadline - context.clock().nanos() : 0);
        if (isSafe) {
            // An entry that came before the line above has nobody else who waits for it.
            isSafe = thread.flush(true).awaitUninterruptibly(SAVE_NANOS);
        }
        if (!isSafe) {
            context.reporter()
                    .warn(
                            "shutdown",
                            "the JVM ends before Loki has everything, entries lost: "
                                    + context.counters().snapshot().queued() + "; shutdownTimeout is "
                                    + ConfigErrors.text(timeout));
        }
    }

    /** Other shutdown hooks run at the same time and log, too: returns true once nothing has come for a moment. */
    private boolean flushUntilQuiet(long deadline) {
        long appended;
        do {
            appended = context.counters().appended();
            if (!thread.flush(true)
                    .awaitUninterruptibly(deadline - context.clock().nanos())) {
                return false;
            }
            UninterruptibleWait.pause(QUIET_NANOS);
        } while (context.counters().appended() != appended);
        return true;
    }

    private void reportLateEntries() {
        context.reporter()
                .warn(
                        "shutdown_late",
                        "a shutdown hook logs after shutdownTimeout has passed, entries queued: "
                                + context.counters().snapshot().queued()
                                + "; the JVM may end before Loki has them: close the appender in that hook");
    }

    PipelineContext context() {
        return context;
    }

    LateEntries lateEntries() {
        return lateEntries;
    }

    DeliveryThread thread() {
        return thread;
    }
}
