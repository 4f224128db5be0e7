package io.github.lokiline.client.internal.stats;

import org.jspecify.annotations.Nullable;

/**
 * A client's meters, or nothing where Micrometer is missing or does not fit. Thread-safe, and never throws: registries
 * and their filters are the application's code, and the delivery thread must survive them.
 *
 * <p>They start with the first entry and not with the client: Micrometer logs when it is first touched, and a client is
 * made while logging is being configured, when SLF4J can only answer with lines on the user's console. And not before the
 * application has added a registry: Micrometer warns of meters that are older than a registry.
 */
public final class MetricsBinder {
    private final String name;
    private final MetricsSource readings;
    private @Nullable MicrometerBinding meters;
    private boolean ended;

    /** Creates a binder; nothing is registered before {@link #start}. */
    public MetricsBinder(String name, MetricsSource readings) {
        this.name = name;
        this.readings = readings;
    }

    public String name() {
        return name;
    }

    /**
     * Registers the meters, unless the client has ended meanwhile.
     *
     * @return false if there is no registry yet, so that it is to be called again
     */
    public synchronized boolean start() {
        if (ended || meters != null) {
            return true;
        }
        try {
            if (!MicrometerBinding.isPossible()) {
                return false;
            }
            meters = MicrometerBinding.register(name, readings);
            readings.ledger().refused().keySet().forEach(this::refusedFor);
        } catch (LinkageError e) {
            // Not on the class path, or a version without these methods: there are no meters then.
            ended = true;
        } catch (Throwable e) {
            warn("no meters: the registry threw " + e.getClass().getName());
            ended = true;
        }
        return true;
    }

    public synchronized void refusedFor(String reason) {
        MicrometerBinding those = meters;
        if (those != null) {
            guarded(() -> those.refusedFor(reason));
        }
    }

    public synchronized void end() {
        ended = true;
        MicrometerBinding those = meters;
        meters = null;
        if (those != null) {
            guarded(those::end);
        }
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            warn("a meter is missing: the registry threw " + e.getClass().getName());
        }
    }

    private void warn(String message) {
        readings.context().reporter().warnLater("metrics", message);
    }
}
