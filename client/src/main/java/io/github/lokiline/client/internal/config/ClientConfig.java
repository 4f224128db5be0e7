package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.internal.spool.SpoolStoreConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a client, checked. Immutable; its url has no credentials.
 *
 * @param identity equal for two clients that write to the same destination with the same credentials; shows neither
 * @param spool configuration of the spool; null for no spool
 */
public record ClientConfig(
        String url,
        String tenantId,
        Object identity,
        int maxStreams,
        long batchMaxBytes,
        Duration batchMaxWait,
        long queueMaxBytes,
        OverflowPolicy overflow,
        Duration overflowMaxBlock,
        Duration maxAge,
        Duration requestTimeout,
        Duration retryMinBackoff,
        Duration retryMaxBackoff,
        Duration shutdownTimeout,
        boolean flushOnExit,
        boolean strictOrder,
        @Nullable SpoolStoreConfig spool) {}
