package io.github.lokiline.log4j2;

import io.github.lokiline.appender.EventAppender;
import io.github.lokiline.client.Ledger;
import io.github.lokiline.client.LokiClient;
import io.github.lokiline.log4j2.internal.Delivery;
import io.github.lokiline.log4j2.internal.Log4jStatusReporter;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAliases;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Pushes each event to Grafana Loki as one line: {@code <Loki>}, or {@code <Lokiline>} beside another plugin of that name.
 * Thread-safe once started. Nothing of an event is kept, so that those that Log4j uses again may be given.
 *
 * <pre>{@code
 * <Loki name="LOKI" url="${env:LOKI_URL:-http://localhost:3100}">
 *   <LokiLabel name="service_name" value="orders"/>
 *   <JsonLine/>
 * </Loki>
 * }</pre>
 *
 * <p>Errors: attributes are read when the appender is built. All that is wrong with them is told in one message of
 * Log4j's status logger, there is no appender then, and the application runs on. {@link #append} throws nothing and waits
 * for nothing unless {@code overflow} says so; every event that does not reach Loki is counted in the {@link #ledger()}.
 */
@Plugin(name = "Loki", category = Node.CATEGORY, elementType = Appender.ELEMENT_TYPE, printObject = true)
@PluginAliases("Lokiline")
public final class Log4jLokiAppender extends AbstractAppender {
    private static final String IGNORED = "events are ignored";

    private static final Ledger NOTHING = new Ledger(0, 0, 0, Map.of(), Map.of(), 0, 0);

    /** Null when the appender is not enabled. */
    private final @Nullable Delivery delivery;

    private final @Nullable Configuration configuration;
    private final Log4jStatusReporter reports;
    /** Null while nothing is to be delivered: stopped, or not enabled. */
    private volatile @Nullable EventAppender<LogEvent> path;
    /** The client last started; it still counts and drains after a stop. */
    private volatile @Nullable LokiClient client;

    public Log4jLokiAppender(
            Log4jLokiAppenderBuilder builder,
            Layout<? extends Serializable> layout,
            @Nullable Delivery delivery,
            Log4jStatusReporter reports) {
        super(builder.getName(), builder.getFilter(), layout, builder.isIgnoreExceptions(), builder.getPropertyArray());
        this.delivery = delivery;
        this.configuration = builder.getConfiguration();
        this.reports = reports;
    }

    /**
     * A builder with the default of every attribute.
     *
     * @return the builder
     */
    @PluginBuilderFactory
    public static Log4jLokiAppenderBuilder newBuilder() {
        return new Log4jLokiAppenderBuilder();
    }

    @Override
    public void append(LogEvent event) {
        EventAppender<LogEvent> current = path;
        if (current != null) {
            current.append(event);
        }
    }

    /** Starts delivering; does not wait for Loki. Does nothing when started. */
    @Override
    public synchronized void start() {
        if (!isStarted()) {
            open();
            super.start();
        }
    }

    private void open() {
        if (delivery == null) {
            reports.info("not enabled: events are ignored");
            return;
        }
        try {
            EventAppender<LogEvent> opened = delivery.assembled().open(predecessors());
            client = opened.client();
            path = opened;
            warnOfTwins(delivery);
        } catch (IllegalArgumentException e) {
            // A key store that could be read when the attributes were.
            List<String> faults = String.valueOf(e.getMessage()).lines().toList();
            Log4jStatusReporter.faults(reports.who(), IGNORED, faults);
        } catch (LinkageError e) {
            Log4jStatusReporter.faults(
                    reports.who(), IGNORED, List.of(e + "; a jar is missing, or of the wrong version"));
        } catch (Throwable e) {
            // Errors too: without memory for a thread of ours the application runs on. The class alone is told: the
            // message might quote a secret.
            Log4jStatusReporter.faults(
                    reports.who(), IGNORED, List.of(e.getClass().getName() + List.of(e.getStackTrace())));
        }
    }

    private void warnOfTwins(Delivery mine) {
        Collection<Appender> all =
                configuration == null ? List.of() : configuration.getAppenders().values();
        for (Appender other : all) {
            if (other != this && other instanceof Log4jLokiAppender loki && loki.isTwinOf(mine)) {
                reports.warn(
                        "it has the url and the labels of appender \"" + other.getName()
                                + "\": an event that reaches both is stored twice; remove one, or give them a label that differs");
            }
        }
    }

    private boolean isTwinOf(Delivery other) {
        return isStarted() && delivery != null && delivery.place().equals(other.place());
    }

    /** Log4j stops what was configured before only after it has started what comes. */
    private List<LokiClient> predecessors() {
        LoggerContext context = configuration == null ? null : configuration.getLoggerContext();
        Configuration before = context == null ? null : context.getConfiguration();
        if (before == null || before == configuration) {
            return List.of();
        }
        return before.getAppenders().values().stream()
                .sorted((one, other) -> Boolean.compare(isNamesake(other), isNamesake(one)))
                .map(appender -> appender instanceof Log4jLokiAppender loki ? loki.client : null)
                .filter(LokiClient.class::isInstance)
                .map(LokiClient.class::cast)
                .toList();
    }

    private boolean isNamesake(Appender appender) {
        return appender.getName().equals(getName());
    }

    /**
     * Accepts no more events, and waits as long as it may for Loki to have all of them. What is undelivered then passes to
     * the appender of the same url, tenant, credentials and headers that has started meanwhile or starts next, or is
     * delivered in the background within {@code shutdownTimeout}.
     *
     * @param timeout how long to wait; 0, as when Log4j is configured anew, for not at all
     * @param timeUnit of what
     * @return whether nothing is left
     */
    @Override
    public synchronized boolean stop(long timeout, TimeUnit timeUnit) {
        setStopping();
        EventAppender<LogEvent> last = path;
        path = null;
        boolean settled = last == null ? isNothingQueued() : end(last.client(), timeUnit.toNanos(timeout));
        stop(timeout, timeUnit, false);
        setStopped();
        return settled;
    }

    private boolean isNothingQueued() {
        return ledger().queued() == 0;
    }

    private static boolean end(LokiClient last, long nanos) {
        boolean settled = nanos > 0 && last.flush(Duration.ofNanos(nanos));
        last.closeInBackground();
        return settled || last.ledger().queued() == 0;
    }

    /** Whether the layout or a label asks for it: only then Log4j looks for where an event was logged. */
    @Override
    public boolean requiresLocation() {
        return (delivery != null && delivery.locating()) || super.requiresLocation();
    }

    /**
     * Waits until everything appended so far is delivered, refused or dropped.
     *
     * @param timeout the longest wait
     * @return whether nothing waits any more
     */
    public boolean flush(Duration timeout) {
        LokiClient current = client;
        return current == null || current.flush(timeout);
    }

    /**
     * What became of the events so far. An appender that took over what a stopped one left undelivered counts on from
     * there.
     *
     * @return the counts
     */
    public Ledger ledger() {
        LokiClient current = client;
        return current == null ? NOTHING : current.ledger();
    }
}
