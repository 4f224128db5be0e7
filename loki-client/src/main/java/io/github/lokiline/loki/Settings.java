package io.github.lokiline.loki;

import java.time.Duration;

/** What the parts of a client need to know, checked already. Immutable; the url has no credentials any more. */
record Settings(
        String url,
        String tenantId,
        int maxStreams,
        long batchMaxBytes,
        Duration batchMaxWait,
        long queueMaxBytes,
        Overflow overflow,
        Duration overflowMaxBlock,
        Duration maxAge,
        Duration retryMinBackoff,
        Duration retryMaxBackoff,
        Duration shutdownTimeout,
        boolean flushOnExit,
        boolean strictOrder) {}
