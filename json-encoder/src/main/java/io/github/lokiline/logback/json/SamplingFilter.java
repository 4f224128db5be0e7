package io.github.lokiline.logback.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.logback.json.internal.SamplingRules;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a share of the events below a level, and all that are rare. Thread-safe once started; makes no garbage.
 *
 * <pre>{@code
 * <filter class="io.github.lokiline.logback.json.SamplingFilter">
 *   <keepPercent>10</keepPercent>
 *   <byKey>request_id</byKey>
 * </filter>
 * }</pre>
 *
 * <p>An event that is kept is passed on to the next filter.
 *
 * <p>Errors: every property is checked in {@link #start()}. Each wrong one is one warning status, and the filter then
 * passes every event.
 */
public final class SamplingFilter extends Filter<ILoggingEvent> {
    private final Map<String, String> properties = new HashMap<>();
    private final LongAdder kept = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final IntSupplier dice;
    private volatile @Nullable SamplingRules sampling;

    /** A filter with the default of every property but {@code keepPercent}, which has none. */
    public SamplingFilter() {
        this(() -> ThreadLocalRandom.current().nextInt());
    }

    SamplingFilter(IntSupplier dice) {
        this.dice = dice;
    }

    /**
     * How many of the events to keep, in percent: 0 to 100, decimals allowed. Must be set.
     *
     * @param keepPercent the property's text
     */
    public void setKeepPercent(String keepPercent) {
        properties.put("keepPercent", keepPercent);
    }

    /**
     * The level from which on all events are kept: {@code DEBUG}, {@code INFO}, {@code WARN}, {@code ERROR}, or {@code
     * OFF} to keep none for its level. Default: {@code WARN}.
     *
     * @param belowLevel the property's text
     */
    public void setBelowLevel(String belowLevel) {
        properties.put("belowLevel", belowLevel);
    }

    /**
     * The key of a key-value or, where there is none, of an MDC entry, such as {@code request_id}: of events with the
     * same value all are kept or none (but for the first of a kind, see {@link #setAlwaysKeepFirst}), in every process
     * that keeps the same share; where the share is larger, those are among the kept. Events without the key are drawn
     * one by one. Default: none.
     *
     * @param byKey the property's text
     */
    public void setByKey(String byKey) {
        properties.put("byKey", byKey);
    }

    /**
     * How many events of a kind are kept in each {@code interval} whatever the share: 0 to 4095. Of one kind are those
     * with the same logger and message template; in one interval this works for up to 1,024 kinds. Default: 1.
     *
     * @param alwaysKeepFirst the property's text
     */
    public void setAlwaysKeepFirst(String alwaysKeepFirst) {
        properties.put("alwaysKeepFirst", alwaysKeepFirst);
    }

    /**
     * How long an interval of {@code alwaysKeepFirst} is, by the time of the events: {@code 1 s} to {@code 1 d}. Default:
     * {@code 1 m}.
     *
     * @param interval the property's text
     */
    public void setInterval(String interval) {
        properties.put("interval", interval);
    }

    @Override
    public void start() {
        PropertyParser settings = new PropertyParser();
        SamplingRules made = SamplingRules.parse(properties, dice, settings);
        settings.faults().forEach(this::addWarn);
        if (settings.faults().isEmpty()) {
            sampling = made;
            super.start();
        }
    }

    @Override
    public void stop() {
        sampling = null;
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
        SamplingRules started = sampling;
        if (started == null || !started.concerns(event)) {
            return FilterReply.NEUTRAL;
        }
        boolean keeps = started.keeps(event);
        (keeps ? kept : dropped).increment();
        return keeps ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    /**
     * Events below the level that were passed on.
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
}
