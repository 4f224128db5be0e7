package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.internal.config.ClientConfig;
import io.github.lokiline.client.internal.config.ClientConfigFactory;
import io.github.lokiline.client.internal.config.ClientOptions;
import io.github.lokiline.client.internal.config.OptionValues;
import io.github.lokiline.client.internal.http.HttpSender;
import io.github.lokiline.client.internal.http.PushSender;
import io.github.lokiline.client.internal.push.DeadLetterFile;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings that one client brings to its pipeline. Immutable.
 *
 * @param config the checked options
 * @param description the effective settings in one line, secrets masked
 * @param senders creates the sender, at first and again after a failure in one
 * @param listener receives notifications
 * @param deadLetterFile the file for entries that Loki refuses for good; null for none
 * @param metricsName the name in the meters' tag; null for no meters
 */
public record PipelineSettings(
        ClientConfig config,
        String description,
        Function<RateLimitedReporter, PushSender> senders,
        DeliveryListener listener,
        @Nullable DeadLetterFile deadLetterFile,
        @Nullable String metricsName) {

    /**
     * Checks the values of the options, and reads the key stores.
     *
     * @throws IllegalArgumentException if an option is invalid; one error a line
     */
    public static PipelineSettings of(OptionValues values, DeliveryListener listener) {
        ClientConfigFactory factory = new ClientConfigFactory(values);
        if (!factory.errors().isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", factory.errors()));
        }
        Path deadLetters = values.find(ClientOptions.DEAD_LETTER_FILE);
        return new PipelineSettings(
                factory.config(),
                factory.describe(),
                new HttpSenders(factory),
                listener,
                deadLetters == null ? null : new DeadLetterFile(deadLetters),
                values.get(ClientOptions.METRICS) ? values.get(ClientOptions.METRICS_NAME) : null);
    }

    /** Returns whether pushes go on through the sender of {@code former}. */
    boolean connectsLike(PipelineSettings former) {
        return senders instanceof HttpSenders now
                && former.senders instanceof HttpSenders then
                && now.factory.connectsLike(then.factory);
    }

    private record HttpSenders(ClientConfigFactory factory) implements Function<RateLimitedReporter, PushSender> {
        @Override
        public PushSender apply(RateLimitedReporter reporter) {
            return new HttpSender(factory.sender(reporter));
        }
    }
}
