package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import io.github.lokiline.json.Settings;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.json.StructuredEncoder;
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

    /** The level's name in the lines of that encoder. */
    static LevelText levels(Encoder<ILoggingEvent> encoder) {
        if (encoder instanceof StructuredEncoder lines) {
            return event -> lines.levelName(event.getLevel());
        }
        return event -> event.getLevel().toString();
    }

    /** What the lines of that encoder hide; of a foreign encoder, which hides nothing, what ours would by default. */
    static Secrets secrets(Encoder<ILoggingEvent> encoder, Context context) {
        if (encoder instanceof StructuredEncoder lines) {
            return new LineSecrets(lines);
        }
        JsonEncoder ours = new JsonEncoder();
        ours.setContext(context);
        ours.start();
        return new LineSecrets(ours);
    }

    private record LineSecrets(StructuredEncoder lines) implements Secrets {
        @Override
        public boolean hides(String key) {
            return lines.hides(key);
        }

        @Override
        public String redact(String text) {
            return lines.redact(text);
        }

        /** What may have parts, or a message, goes the way of the lines: its own text would show what they hide. */
        @Override
        public @Nullable String text(Object value) {
            boolean isScalar = value instanceof CharSequence
                    || value instanceof Integer
                    || value instanceof Long
                    || value instanceof Boolean
                    || value instanceof Character
                    || value instanceof Enum;
            return isScalar ? value.toString() : lines.text(value);
        }
    }
}
