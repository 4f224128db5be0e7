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
 * Drops events by what their messages say. Thread-safe once started; makes no garbage beyond the formatted message.
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
 * <p>One text that fits is enough. An event that is kept is passed on to the next filter.
 *
 * <p>Errors: every property is checked in {@link #start()}. Each wrong one is one warning status, and the filter then
 * passes every event. A message on which a regex takes too long is kept, and the first such is one warning status.
 */
public final class MessageFilter extends Filter<ILoggingEvent> {
    private final Map<String, List<String>> properties = new HashMap<>();
    private final LongAdder kept = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile @Nullable MessageFilterRules rules;

    /** A filter with the default of every property; one text at least must be added. */
    public MessageFilter() {}

    /**
     * A text within the formatted message; may be repeated.
     *
     * @param contains the property's text
     */
    public void addContains(String contains) {
        add("contains", contains);
    }

    /**
     * A text at the start of the formatted message; may be repeated.
     *
     * @param startsWith the property's text
     */
    public void addStartsWith(String startsWith) {
        add("startsWith", startsWith);
    }

    /**
     * A regex, in the syntax of {@link java.util.regex.Pattern}, to be found somewhere in the first 16,384 characters
     * of the formatted message; may be repeated.
     *
     * @param regex the property's text
     */
    public void addRegex(String regex) {
        add("regex", regex);
    }

    /**
     * The loggers whose events to look at, with those below them, separated by commas: {@code org.apache} covers {@code
     * org.apache.http}. Default: all.
     *
     * @param logger the property's text
     */
    public void setLogger(String logger) {
        add("logger", logger);
    }

    /**
     * The level from which on all events are kept: {@code DEBUG}, {@code INFO}, {@code WARN}, {@code ERROR}, or {@code
     * OFF} to keep none for its level. Default: {@code OFF}.
     *
     * @param belowLevel the property's text
     */
    public void setBelowLevel(String belowLevel) {
        add("belowLevel", belowLevel);
    }

    @Override
    public void start() {
        PropertyParser settings = new PropertyParser();
        MessageFilterRules made = MessageFilterRules.parse(properties, settings);
        settings.faults().forEach(this::addWarn);
        if (settings.faults().isEmpty()) {
            rules = made;
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
     * @param event the event
     * @return {@code DENY} to drop it, {@code NEUTRAL} to leave it to the next filter
     */
    @Override
    public FilterReply decide(ILoggingEvent event) {
        MessageFilterRules started = rules;
        if (started == null || !started.concerns(event)) {
            return FilterReply.NEUTRAL;
        }
        boolean drops = drops(started, event);
        (drops ? dropped : kept).increment();
        return drops ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    /**
     * Events of the loggers and levels in question that were passed on.
     *
     * @return how many so far
     */
    public long kept() {
        return kept.sum();
    }

    /**
     * Events that were dropped.
     *
     * @return how many so far
     */
    public long dropped() {
        return dropped.sum();
    }

    private boolean drops(MessageFilterRules started, ILoggingEvent event) {
        try {
            return started.drops(event.getFormattedMessage());
        } catch (BoundedRegex.GaveUp e) {
            if (warned.compareAndSet(false, true)) {
                addWarn(e.getMessage() + " on some messages; these are kept");
            }
            return false;
        }
    }

    private void add(String property, String text) {
        properties.computeIfAbsent(property, name -> new ArrayList<>()).add(text);
    }
}
