package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import io.github.lokiline.appender.LevelText;
import io.github.lokiline.appender.LineProducer;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.JsonEventEncoder;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.logback.json.AbstractStructuredEncoder;
import io.github.lokiline.logback.json.JsonEncoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settles which encoder writes the lines: the user's, or a {@link JsonEncoder}. Owned by the thread that starts the
 * appender.
 */
public final class EncoderResolver {
    private EncoderResolver() {}

    public static Encoder<ILoggingEvent> of(
            @Nullable Encoder<ILoggingEvent> given, Context context, PropertyParser settings) {
        Encoder<ILoggingEvent> encoder = given == null ? new JsonEncoder() : given;
        // Logback has started what it configured; in code the call is easily forgotten.
        if (encoder.getContext() == null) {
            encoder.setContext(context);
            encoder.start();
        }
        if (!encoder.isStarted()) {
            settings.fault("encoder", encoder.getClass().getSimpleName(), "not started", "mend what it reported");
        }
        return encoder;
    }

    /** The way that costs least for this encoder. */
    @SuppressWarnings("unchecked")
    public // what encodes Logback's events as an Encoder does so as a LineEncoder
    static LineProducer<ILoggingEvent> lines(Encoder<ILoggingEvent> encoder) {
        return encoder instanceof EventEncoder<?>
                ? LineProducer.direct((EventEncoder<ILoggingEvent>) encoder)
                : LineProducer.copied(encoder::encode);
    }

    /** The level's name in the lines of that encoder. */
    public static LevelText<ILoggingEvent> levels(Encoder<ILoggingEvent> encoder) {
        if (encoder instanceof AbstractStructuredEncoder lines) {
            return event -> lines.levelName(event.getLevel());
        }
        return event -> event.getLevel().toString();
    }

    /** What shows events and hides secrets: that of the encoder; of a foreign one, which hides nothing, our default. */
    public static JsonEventEncoder<ILoggingEvent> records(Encoder<ILoggingEvent> encoder, Context context) {
        JsonEventEncoder<ILoggingEvent> records =
                encoder instanceof AbstractStructuredEncoder lines ? lines.records() : null;
        if (records != null) {
            return records;
        }
        JsonEncoder ours = new JsonEncoder();
        ours.setContext(context);
        ours.start();
        return Objects.requireNonNull(ours.records(), "an encoder without properties has no wrong one");
    }
}
