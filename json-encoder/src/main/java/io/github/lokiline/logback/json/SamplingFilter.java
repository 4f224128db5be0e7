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
 * Keeps a percentage of the events below a level, and all rare events. Thread-safe once started; allocates nothing.
 *
 * <pre>{@code
 * <filter class="io.github.lokiline.logback.json.SamplingFilter">
 *   <keepPercent>10</keepPercent>
 *   <byKey>request_id</byKey>
 * </filter>
 * }</pre>
 *
 * <p>An event that is kept is passed to the next filter.
 *
 * <p>Errors: {@link #start()} checks every property and reports each error as a warning status; the filter then passes
 * every event.
 */
public final class SamplingFilter extends Filter<ILoggingEvent> {
    private final Map<String, String> properties = new HashMap<>();
    private final LongAdder kept = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final IntSupplier random;
    private volatile @Nullable SamplingRules rules;

    /** Creates a filter with default properties; {@code keepPercent} has no default and must be set. */
    public SamplingFilter() {
        this(() -> ThreadLocalRandom.current().nextInt());
    }

    SamplingFilter(IntSupplier random) {
        this.random = random;
    }

    /** Sets the percentage of events to keep, 0 to 100 with up to nine decimals. Required. */
    public void setKeepPercent(String keepPercent) {
        properties.put("keepPercent", keepPercent);
    }

    /**
     * Sets the level at and above which all events are kept: {@code DEBUG}, {@code INFO}, {@code WARN}, {@code ERROR},
     * or {@code OFF} to sample all levels. Default: {@code WARN}.
     */
    public void setBelowLevel(String belowLevel) {
        properties.put("belowLevel", belowLevel);
    }

    /**
     * Sets the key of a key-value or, if the event has none, of an MDC entry, such as {@code request_id}. Events with
     * the same value are all kept or all dropped, apart from {@link #setAlwaysKeepFirst alwaysKeepFirst}, in every
     * process with the same percentage; a process with a larger percentage keeps these events too. Events without the
     * key are sampled one by one. Default: none.
     */
    public void setByKey(String byKey) {
        properties.put("byKey", byKey);
    }

    /**
     * Sets the number of events of a kind that are kept in each {@code interval} in addition to the sample, 0 to 4095.
     * Events with the same logger and message template are of one kind; up to 1,024 kinds are tracked per interval.
     * Default: 1.
     */
    public void setAlwaysKeepFirst(String alwaysKeepFirst) {
        properties.put("alwaysKeepFirst", alwaysKeepFirst);
    }

    /**
     * Sets the length of an interval of {@code alwaysKeepFirst}, in event time: {@code 1 s} to {@code 1 d}. Default:
     * {@code 1 m}.
     */
    public void setInterval(String interval) {
        properties.put("interval", interval);
    }

    @Override
    public void start() {
        PropertyParser settings = new PropertyParser();
        SamplingRules parsed = SamplingRules.parse(properties, random, settings);
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
        SamplingRules current = rules;
        if (current == null || !current.appliesTo(event)) {
            return FilterReply.NEUTRAL;
        }
        boolean keep = current.keep(event);
        (keep ? kept : dropped).increment();
        return keep ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    /** Returns the number of events below the level that were kept. */
    public long kept() {
        return kept.sum();
    }

    /** Returns the number of events that were dropped. */
    public long dropped() {
        return dropped.sum();
    }
}
