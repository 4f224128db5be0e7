package io.github.lokiline.log4j2;

import io.github.lokiline.appender.EventAppender;
import io.github.lokiline.client.Ledger;
import io.github.lokiline.log4j2.internal.AppenderSetup;
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
 * Thread-safe once started. It keeps no reference to an event, so that Log4j may reuse events.
 *
 * <pre>{@code
 * <Loki name="LOKI" url="${env:LOKI_URL:-http://localhost:3100}">
 *   <LokiLabel name="service_name" value="orders"/>
 *   <JsonLine/>
 * </Loki>
 * }</pre>
 *
 * <p>Errors: attributes are checked when the appender is built. All errors are reported in one message of Log4j's status
 * logger; then there is no appender, and the application keeps running. {@link #append} throws nothing and waits only if
 * {@code overflow} is {@code block}; every event that does not reach Loki is counted in the {@link #ledger()}.
 */
@Plugin(name = "Loki", category = Node.CATEGORY, elementType = Appender.ELEMENT_TYPE, printObject = true)
@PluginAliases("Lokiline")
public final class Log4jLokiAppender extends AbstractAppender {
    private static final String IGNORED = "events are ignored";

    private static final Ledger NOTHING = new Ledger(0, 0, 0, Map.of(), Map.of(), 0, 0);

    /** Null if the appender is not enabled. */
    private final @Nullable AppenderSetup setup;

    private final @Nullable Configuration configuration;
    private final Log4jStatusReporter reports;
    /** Null while no events are delivered: stopped, or not enabled. */
    private volatile @Nullable EventAppender<LogEvent> path;
    /** The last one started: its counts remain after a stop. */
    private volatile @Nullable EventAppender<LogEvent> last;

    /** Creates an appender from a checked builder; see {@link #newBuilder()}. */
    public Log4jLokiAppender(
            Log4jLokiAppenderBuilder builder, Layout<? extends Serializable> layout, @Nullable AppenderSetup setup) {
        super(builder.getName(), builder.getFilter(), layout, builder.isIgnoreExceptions(), builder.getPropertyArray());
        this.setup = setup;
        this.configuration = builder.getConfiguration();
        this.reports = new Log4jStatusReporter(Log4jStatusReporter.element(builder.getName()));
    }

    /** Returns a builder with the default of every attribute. */
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
        if (setup == null) {
            reports.info("not enabled: events are ignored");
            return;
        }
        try {
            EventAppender<LogEvent> opened = setup.factory().open(getName());
            last = opened;
            path = opened;
            warnOfDuplicates(setup);
        } catch (IllegalArgumentException e) {
            // For example a key store that was still readable when the attributes were checked.
            List<String> faults = String.valueOf(e.getMessage()).lines().toList();
            Log4jStatusReporter.faults(reports.who(), IGNORED, faults);
        } catch (LinkageError e) {
            Log4jStatusReporter.faults(
                    reports.who(), IGNORED, List.of(e + "; a jar is missing, or of the wrong version"));
        } catch (Throwable e) {
            // Errors too: without memory for a thread of the client the application keeps running. Only the class is
            // shown: the message might quote a secret.
            Log4jStatusReporter.faults(
                    reports.who(), IGNORED, List.of(e.getClass().getName() + List.of(e.getStackTrace())));
        }
    }

    private void warnOfDuplicates(AppenderSetup mine) {
        Collection<Appender> all =
                configuration == null ? List.of() : configuration.getAppenders().values();
        for (Appender other : all) {
            if (other != this && other instanceof Log4jLokiAppender loki && loki.isDuplicateOf(mine)) {
                reports.warn(
                        "it has the url and the labels of appender \"" + other.getName()
                                + "\": an event that reaches both is stored twice; remove one, or give them a label that differs");
            }
        }
    }

    private boolean isDuplicateOf(AppenderSetup other) {
        return isStarted() && setup != null && setup.destination().equals(other.destination());
    }

    /**
     * Accepts no more events, and waits for the delivery of all events. An appender of the same name and destination that
     * has started meanwhile, as on a reload, or starts within {@code shutdownTimeout} continues with the queued events;
     * otherwise they are delivered in the background within that time. In a web application that brings lokiline along, the
     * stop of the logger context waits for that delivery instead, because the container closes the class loader next.
     *
     * @param timeout the maximum wait; 0, as in a reconfiguration of Log4j, for none
     * @return true if no event is left
     */
    @Override
    public synchronized boolean stop(long timeout, TimeUnit timeUnit) {
        setStopping();
        EventAppender<LogEvent> stopped = path;
        path = null;
        boolean settled = stopped == null ? isNothingQueued() : end(stopped, timeUnit.toNanos(timeout));
        stop(timeout, timeUnit, false);
        setStopped();
        return settled;
    }

    private boolean isNothingQueued() {
        return ledger().queued() == 0;
    }

    private boolean end(EventAppender<LogEvent> stopped, long nanos) {
        boolean mustEnd = EventAppender.mustAwaitEnd() && isContextStopping();
        boolean settled = !mustEnd && nanos > 0 && stopped.flush(Duration.ofNanos(nanos));
        stopped.closeAsync();
        if (mustEnd) {
            stopped.awaitEnd();
        }
        return settled || stopped.ledger().queued() == 0;
    }

    /** Returns whether all of Log4j stops, rather than one configuration that another replaces. */
    private boolean isContextStopping() {
        LoggerContext context = configuration == null ? null : configuration.getLoggerContext();
        return context != null && context.isStopping();
    }

    /** Returns whether the layout or a label needs the location: only then Log4j determines it for each event. */
    @Override
    public boolean requiresLocation() {
        return (setup != null && setup.requiresLocation()) || super.requiresLocation();
    }

    /**
     * Waits until everything appended so far is delivered, refused or dropped.
     *
     * @param timeout the maximum wait
     * @return false if the timeout was over first; delivery continues
     */
    public boolean flush(Duration timeout) {
        EventAppender<LogEvent> current = last;
        return current == null || current.flush(timeout);
    }

    /**
     * Returns the counts of all events so far. An appender that continues with the queue of another one continues its
     * counts.
     */
    public Ledger ledger() {
        EventAppender<LogEvent> current = last;
        return current == null ? NOTHING : current.ledger();
    }

    /**
     * Returns whether delivery is failing now. No event is lost as long as the queue has room.
     *
     * @return false also for an appender that is not started
     */
    public boolean isFailing() {
        EventAppender<LogEvent> current = last;
        return current != null && current.isFailing();
    }
}
