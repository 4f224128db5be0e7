package io.github.lokiline.loki;

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
record Shared(
        Settings settings,
        Time time,
        Counters counters,
        ByteBudget budget,
        Notices notices,
        DeadLetters deadLetters,
        StreamTable streams) {}
