package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.internal.config.ClientConfig;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.stats.LedgerCounters;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;

/**
 * The parts of one pipeline that producers, the delivery thread and the meters share. Thread-safe: the parts state their
 * own thread rules, and the settings are replaced as a whole.
 */
public final class PipelineContext {
    private final Clock clock;
    private final ExpiryClock expiryClock;
    private final LedgerCounters counters = new LedgerCounters();
    private final MemoryBudget budget;
    private final RateLimitedReporter reporter;
    private final StreamRegistry streams;
    private volatile PipelineSettings settings;

    public PipelineContext(PipelineSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.expiryClock = new ExpiryClock(clock);
        this.budget = new MemoryBudget(settings.config().queueMaxBytes());
        this.reporter = new RateLimitedReporter(settings.listener(), clock);
        this.streams = new StreamRegistry(settings.config().maxStreams(), clock, counters, reporter);
    }

    /** Replaces the settings; each part reads them when it next uses them. */
    void apply(PipelineSettings newSettings) {
        settings = newSettings;
        budget.resize(newSettings.config().queueMaxBytes());
        reporter.listener(newSettings.listener());
        streams.limit(newSettings.config().maxStreams());
    }

    public PipelineSettings settings() {
        return settings;
    }

    public ClientConfig config() {
        return settings.config();
    }

    public Clock clock() {
        return clock;
    }

    public ExpiryClock expiryClock() {
        return expiryClock;
    }

    public LedgerCounters counters() {
        return counters;
    }

    public MemoryBudget budget() {
        return budget;
    }

    public RateLimitedReporter reporter() {
        return reporter;
    }

    public StreamRegistry streams() {
        return streams;
    }
}
