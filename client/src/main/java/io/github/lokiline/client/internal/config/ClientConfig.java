package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.internal.spool.SpoolStoreConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a client need to know, checked already. Immutable; the url has no credentials any more.
 *
 * @param spool where batches go that cannot be sent; null for nowhere
 * @param identity equal for two clients that write to the same place as the same user, and tells nothing else
 */
public record ClientConfig(
        String url,
        String tenantId,
        String identity,
        int maxStreams,
        long batchMaxBytes,
        Duration batchMaxWait,
        long queueMaxBytes,
        OverflowPolicy overflow,
        Duration overflowMaxBlock,
        Duration maxAge,
        Duration retryMinBackoff,
        Duration retryMaxBackoff,
        Duration shutdownTimeout,
        boolean flushOnExit,
        boolean strictOrder,
        @Nullable SpoolStoreConfig spool) {}
