package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import io.github.lokiline.append.LevelText;
import io.github.lokiline.append.LineSource;
import io.github.lokiline.json.LineEncoder;
import io.github.lokiline.json.RecordEncoder;
import io.github.lokiline.json.Settings;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.json.StructuredEncoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settles which encoder writes the lines: the user's, or a {@link JsonEncoder}. Owned by the thread that starts the
 * appender.
 */
final class EncoderChoice {
    private EncoderChoice() {}

    static Encoder<ILoggingEvent> of(@Nullable Encoder<ILoggingEvent> given, Context context, Settings settings) {
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
    @SuppressWarnings("unchecked") // what encodes Logback's events as an Encoder does so as a LineEncoder
    static LineSource<ILoggingEvent> lines(Encoder<ILoggingEvent> encoder) {
        return encoder instanceof LineEncoder<?>
                ? LineSource.direct((LineEncoder<ILoggingEvent>) encoder)
                : LineSource.copied(encoder::encode);
    }

    /** The level's name in the lines of that encoder. */
    static LevelText<ILoggingEvent> levels(Encoder<ILoggingEvent> encoder) {
        if (encoder instanceof StructuredEncoder lines) {
            return event -> lines.levelName(event.getLevel());
        }
        return event -> event.getLevel().toString();
    }

    /** What shows events and hides secrets: that of the encoder; of a foreign one, which hides nothing, our default. */
    static RecordEncoder<ILoggingEvent> records(Encoder<ILoggingEvent> encoder, Context context) {
        RecordEncoder<ILoggingEvent> records = encoder instanceof StructuredEncoder lines ? lines.records() : null;
        if (records != null) {
            return records;
        }
        JsonEncoder ours = new JsonEncoder();
        ours.setContext(context);
        ours.start();
        return Objects.requireNonNull(ours.records(), "an encoder without properties has no wrong one");
    }
}
