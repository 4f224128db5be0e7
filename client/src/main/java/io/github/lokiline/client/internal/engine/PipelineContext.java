package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.internal.config.ClientConfig;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.push.DeadLetterSink;
import io.github.lokiline.client.internal.stats.LedgerCounters;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;

/**
 * What the parts of one client share: producers, worker and meters. Immutable; each part says its own thread rule.
 *
 * @param settings what the client was built with
 * @param time its clocks
 * @param counters its ledger, gone on with from a predecessor's
 * @param budget the bytes its entries may take
 * @param notices who hears what an operator should know
 * @param deadLetters who gets the entries that Loki refuses for good
 * @param streams the label sets in use
 */
public record PipelineContext(
        ClientConfig settings,
        Clock time,
        LedgerCounters counters,
        MemoryBudget budget,
        RateLimitedReporter notices,
        DeadLetterSink deadLetters,
        StreamRegistry streams) {}
