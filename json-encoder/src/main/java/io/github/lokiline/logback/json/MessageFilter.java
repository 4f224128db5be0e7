package io.github.lokiline.logback.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.logback.json.internal.BoundedRegex;
import io.github.lokiline.logback.json.internal.MessageFilterRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Drops events by the text of their messages. Thread-safe once started; allocates nothing but the formatted message.
 *
 * <pre>{@code
 * <filter class="io.github.lokiline.logback.json.MessageFilter">
 *   <logger>org.apache.http</logger>
 *   <belowLevel>WARN</belowLevel>
 *   <contains>HTTP Request:</contains>
 *   <contains>GET /health</contains>
 * </filter>
 * }</pre>
 *
 * <p>An event is dropped if any of the conditions matches. An event that is kept is passed to the next filter.
 *
 * <p>Errors: {@link #start()} checks every property and reports each error as a warning status; the filter then passes
 * every event. A message that a regex cannot search within its limits is kept, and the first one is reported as a
 * warning status.
 */
public final class MessageFilter extends Filter<ILoggingEvent> {
    private final Map<String, List<String>> properties = new HashMap<>();
    private final LongAdder kept = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile @Nullable MessageFilterRules rules;

    /** Creates a filter with default properties; at least one condition must be added. */
    public MessageFilter() {}

    /** Adds a text to find anywhere in the formatted message; may be repeated. */
    public void addContains(String contains) {
        add("contains", contains);
    }

    /** Adds a text to find at the start of the formatted message; may be repeated. */
    public void addStartsWith(String startsWith) {
        add("startsWith", startsWith);
    }

    /**
     * Adds a regex, in the syntax of {@link java.util.regex.Pattern}, to find anywhere in the first 16,384 characters
     * of the formatted message; may be repeated.
     */
    public void addRegex(String regex) {
        add("regex", regex);
    }

    /**
     * Sets the loggers to filter, including their descendants, separated by commas: {@code org.apache} covers {@code
     * org.apache.http}. Default: all.
     */
    public void setLogger(String logger) {
        add("logger", logger);
    }

    /**
     * Sets the level at and above which all events are kept: {@code DEBUG}, {@code INFO}, {@code WARN}, {@code ERROR},
     * or {@code OFF} to filter all levels. Default: {@code OFF}.
     */
    public void setBelowLevel(String belowLevel) {
        add("belowLevel", belowLevel);
    }

    @Override
    public void start() {
        PropertyParser settings = new PropertyParser();
        MessageFilterRules parsed = MessageFilterRules.parse(properties, settings);
        settings.faults().forEach(this::addWarn);
        if (settings.faults().isEmpty()) {
            rules = parsed;
            super.start();
        }
    }

    @Override
    public void stop() {
        rules = null;
        super.stop();
    }

    /**
     * Decides on an event.
     *
     * @return {@code DENY} to drop it, {@code NEUTRAL} to pass it to the next filter
     */
    @Override
    public FilterReply decide(ILoggingEvent event) {
        MessageFilterRules current = rules;
        if (current == null || !current.appliesTo(event)) {
            return FilterReply.NEUTRAL;
        }
        boolean drop = drop(current, event);
        (drop ? dropped : kept).increment();
        return drop ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    /** Returns the number of events of the configured loggers and levels that were kept. */
    public long kept() {
        return kept.sum();
    }

    /** Returns the number of events that were dropped. */
    public long dropped() {
        return dropped.sum();
    }

    private boolean drop(MessageFilterRules current, ILoggingEvent event) {
        try {
            return current.drop(event.getFormattedMessage());
        } catch (BoundedRegex.LimitExceededException e) {
            if (warned.compareAndSet(false, true)) {
                addWarn(e.getMessage() + " on some messages. They are kept; simplify the regex.");
            }
            return false;
        }
    }

    private void add(String property, String text) {
        properties.computeIfAbsent(property, name -> new ArrayList<>()).add(text);
    }
}
