package io.github.lokiline.doctor.config;

import io.github.lokiline.json.spi.PropertyParser;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an appender that a server's limits may restrict. Immutable.
 *
 * @param labels the number of labels without {@code service_name}, which Loki does not count
 * @param maxLineBytes the encoder's limit; other encoders than lokiline's have none
 */
public record DeliverySettings(
        long batchMaxBytes,
        long maxLineBytes,
        int labels,
        int maxStreams,
        boolean metadata,
        boolean strictOrder,
        Duration maxAge,
        String spoolDirectory) {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** Reads the settings of a validated appender. */
    static DeliverySettings of(ConfiguredAppender found) {
        PropertyParser settings = new PropertyParser();
        return new DeliverySettings(
                settings.bytes("batchMaxBytes", text(found, "batchMaxBytes"), 1 << 20, 1, Long.MAX_VALUE),
                settings.bytes("maxLineBytes", text(found, "encoder.maxLineBytes"), 256 << 10, 1, Long.MAX_VALUE),
                labels(found),
                settings.integer("maxStreams", text(found, "maxStreams"), 50, 1, Integer.MAX_VALUE),
                !found.text("structuredMetadata").matches("(?i)off|false"),
                settings.bool("strictOrder", text(found, "strictOrder"), false),
                settings.duration("maxAge", text(found, "maxAge"), Duration.ofDays(7), Duration.ZERO, LONGEST),
                found.text("spoolDirectory"));
    }

    private static int labels(ConfiguredAppender found) {
        if (found.text("labels").isEmpty()) {
            return 1; // host, in addition to service_name
        }
        return (int) new PropertyParser()
                .map("labels", found.text("labels")).keySet().stream()
                        .filter(name -> !name.equals("service_name"))
                        .count();
    }

    private static @Nullable String text(ConfiguredAppender found, String property) {
        String text = found.text(property);
        return text.isEmpty() ? null : text;
    }
}
