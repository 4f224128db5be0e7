package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import io.github.lokiline.appender.LineProducer;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.logback.json.AbstractStructuredEncoder;
import io.github.lokiline.logback.json.JsonEncoder;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Selects the encoder that writes the lines: the user's, or a {@link JsonEncoder}. Stateless.
 */
public final class EncoderResolver {
    private EncoderResolver() {}

    public static Encoder<ILoggingEvent> of(
            @Nullable Encoder<ILoggingEvent> given, Context context, PropertyParser settings) {
        Encoder<ILoggingEvent> encoder = given == null ? new JsonEncoder() : given;
        // Logback has started the encoder that it configured; in code the call is easily forgotten.
        if (encoder.getContext() == null) {
            encoder.setContext(context);
            encoder.start();
        }
        if (!encoder.isStarted()) {
            settings.fault(
                    "encoder", encoder.getClass().getSimpleName(), "not started", "fix the errors that it reported");
        }
        return encoder;
    }

    /** Returns the cheapest way to get lines from the encoder. */
    public static LineProducer<ILoggingEvent> lines(Encoder<ILoggingEvent> encoder) {
        return encoder instanceof AbstractStructuredEncoder lines
                ? LineProducer.direct(lines::encode)
                : LineProducer.copied(encoder::encode);
    }

    /** Returns the function that names a level as the encoder's lines do. */
    public static Function<ILoggingEvent, String> levels(
            Encoder<ILoggingEvent> encoder, EventEncoder<ILoggingEvent> records) {
        return encoder instanceof AbstractStructuredEncoder
                ? records::levelOf
                : event -> event.getLevel().toString();
    }

    /** Returns the encoder that hides secrets: that of the encoder, or the default for one of another library. */
    public static EventEncoder<ILoggingEvent> records(Encoder<ILoggingEvent> encoder, Context context) {
        EventEncoder<ILoggingEvent> records =
                encoder instanceof AbstractStructuredEncoder lines ? lines.records() : null;
        if (records != null) {
            return records;
        }
        JsonEncoder fallback = new JsonEncoder();
        fallback.setContext(context);
        fallback.start();
        return Objects.requireNonNull(fallback.records(), "an encoder without properties has no wrong one");
    }
}
