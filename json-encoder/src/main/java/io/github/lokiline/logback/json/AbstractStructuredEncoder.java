package io.github.lokiline.logback.json;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import io.github.lokiline.json.EncoderStats;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.logback.json.internal.LogbackEventAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The common part of {@link JsonEncoder} and {@link LogfmtEncoder}: encodes each Logback event as one line of named
 * fields. Thread-safe once started.
 *
 * <p>Errors: {@link #start()} checks every property and reports each error as a warning status. The encoder then stays
 * stopped and encodes every event as nothing; the application keeps running.
 */
public abstract class AbstractStructuredEncoder extends AbstractEncoderProperties implements Encoder<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private volatile @Nullable EventEncoder<ILoggingEvent> started;

    AbstractStructuredEncoder() {}

    /** Creates the encoder for the current properties; reports errors to {@code settings}. */
    abstract EventEncoder<ILoggingEvent> make(EventAccessor<ILoggingEvent> view, PropertyParser settings);

    /** Sets {@code lineSeparator}. End of each line: {@code LF} or {@code CRLF}. Default: {@code LF}. */
    public final void setLineSeparator(String lineSeparator) {
        set("lineSeparator", lineSeparator);
    }

    @Override
    public final void start() {
        PropertyParser settings = new PropertyParser();
        EventEncoder<ILoggingEvent> made = make(new LogbackEventAccessor(hasLogbackMdc(), this::text), settings);
        if (settings.faults().isEmpty()) {
            started = made;
        } else {
            settings.faults().forEach(this::addWarn);
        }
    }

    @Override
    public final void stop() {
        started = null;
    }

    @Override
    public final boolean isStarted() {
        return started != null;
    }

    @Override
    public final byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public final byte[] footerBytes() {
        return NOTHING;
    }

    /**
     * Encodes an event.
     *
     * @return the line with its line end. Empty, so that Logback's appenders skip it, while stopped, or if the thread's
     *     stack has no room left for encoding, which {@link EncoderStats#failedLines()} counts
     */
    @Override
    public final byte[] encode(ILoggingEvent event) {
        EventEncoder<ILoggingEvent> current = started;
        return current == null ? NOTHING : current.encode(event);
    }

    /**
     * Appends an event's line without a line end; nothing while stopped.
     *
     * @param out the target
     */
    public final void encode(ILoggingEvent event, Utf8JsonWriter out) {
        EventEncoder<ILoggingEvent> current = started;
        if (current != null) {
            current.encode(event, out);
        }
    }

    /**
     * Returns the encoder, which reads events and knows the secrets, for the labels and metadata of an
     * appender.
     *
     * @return the encoder; null while stopped
     */
    public final @Nullable EventEncoder<ILoggingEvent> records() {
        return started;
    }

    /**
     * Returns the name that lines give a level, according to {@code levelNames}.
     *
     * @param level the level
     * @return its name; Logback's own while stopped
     */
    public final String levelName(Level level) {
        EventEncoder<ILoggingEvent> current = started;
        return current == null ? level.toString() : current.levelName(LogbackEventAccessor.level(level));
    }

    /**
     * Returns whether lines redact the values of a key, according to {@code redactKeys}; labels and metadata redact
     * them too.
     *
     * @param key the key of an MDC entry or key-value
     * @return true if the key names a secret; false while stopped
     */
    public final boolean hides(String key) {
        EventEncoder<ILoggingEvent> current = started;
        return current != null && current.hides(key);
    }

    /**
     * Replaces the matches of {@code redactPatterns}, for labels and metadata.
     *
     * @param text any text
     * @return the text with {@code ***} for each match; the same object if there is none, and while stopped
     */
    public final String redact(String text) {
        EventEncoder<ILoggingEvent> current = started;
        return current == null ? text : current.redact(text);
    }

    /**
     * Returns a value as lines write it, for labels and metadata. Exceptions of the value's methods are not caught.
     *
     * @param value any value
     * @return the text of a string, the JSON of any other value; null if lines write null, and while stopped
     */
    public final @Nullable String text(Object value) {
        EventEncoder<ILoggingEvent> current = started;
        return current == null ? null : current.text(value);
    }

    /**
     * Returns the counts of the lines written since start.
     *
     * @return live counts; null while stopped
     */
    public final @Nullable EncoderStats counts() {
        EventEncoder<ILoggingEvent> current = started;
        return current == null ? null : current.counts();
    }

    private boolean hasLogbackMdc() {
        return getContext() instanceof LoggerContext context
                && context.getMDCAdapter() != null
                && context.getMDCAdapter().getClass() == LogbackMDCAdapter.class;
    }
}
