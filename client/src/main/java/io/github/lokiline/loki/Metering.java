package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.metrics.ClientMeters;
import io.github.lokiline.loki.internal.metrics.Readings;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's meters, or nothing where Micrometer is missing or does not fit. Thread-safe, and never throws: registries
 * and their filters are the application's code, and the worker must survive them.
 *
 * <p>They start with the first entry and not with the client: Micrometer logs when it is first touched, and a client is
 * made while logging is being configured, when SLF4J can only answer with lines on the user's console.
 */
final class Metering {

    private final String name;
    private final Readings readings;
    private final Supplier<? extends Collection<String>> refusals;
    private final Consumer<String> warning;
    private @Nullable ClientMeters meters;
    private boolean ended;

    /** @param refusals the reasons for which Loki has refused entries so far */
    Metering(
            String name, Readings readings, Supplier<? extends Collection<String>> refusals, Consumer<String> warning) {
        this.name = name;
        this.readings = readings;
        this.refusals = refusals;
        this.warning = warning;
    }

    /** Registers the meters, unless the client has ended meanwhile. */
    synchronized void start() {
        if (ended || meters != null) {
            return;
        }
        try {
            meters = ClientMeters.register(name, readings);
            refusals.get().forEach(this::refusedFor);
        } catch (LinkageError e) {
            // Not on the class path, or not a version that has what we call: metrics are a courtesy.
            ended = true;
        } catch (RuntimeException e) {
            warning.accept("no meters: the registry threw " + e.getClass().getName());
            ended = true;
        }
    }

    synchronized void refusedFor(String reason) {
        ClientMeters those = meters;
        if (those != null) {
            guarded(() -> those.refusedFor(reason));
        }
    }

    synchronized void end() {
        ended = true;
        ClientMeters those = meters;
        if (those != null) {
            guarded(those::end);
        }
        meters = null;
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError e) {
            warning.accept(
                    "a meter is missing: the registry threw " + e.getClass().getName());
        }
    }
}
