package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.internal.config.ClientConfig;
import io.github.lokiline.client.internal.http.PushSender;
import io.github.lokiline.client.internal.push.DeadLetterFile;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings that one client brings to its pipeline. Immutable.
 *
 * @param config the checked options
 * @param senders creates the sender, at first and again after a failure in one
 * @param listener receives notifications
 * @param deadLetterFile the file for entries that Loki refuses for good; null for none
 * @param metricsName the name in the meters' tag; null for no meters
 */
public record PipelineSettings(
        ClientConfig config,
        Function<RateLimitedReporter, PushSender> senders,
        DeliveryListener listener,
        @Nullable DeadLetterFile deadLetterFile,
        @Nullable String metricsName) {}
