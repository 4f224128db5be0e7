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
 * Encodes each Logback event as one line of named fields: what {@link JsonEncoder} and {@link LogfmtEncoder} have in
 * common. Thread-safe once started.
 *
 * <p>Errors: every property is checked in {@link #start()}. All wrong ones are reported together, each as one warning
 * status, and the encoder stays stopped: it then encodes every event as nothing, and the application runs on.
 */
public abstract class AbstractStructuredEncoder extends AbstractEncoderProperties implements Encoder<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private volatile @Nullable EventEncoder<ILoggingEvent> started;

    AbstractStructuredEncoder() {}

    /** Creates the encoder from the properties; adds their errors to the settings. */
    abstract EventEncoder<ILoggingEvent> make(EventAccessor<ILoggingEvent> view, PropertyParser settings);

    /**
     * Sets the end of a line that {@link #encode(ILoggingEvent)} returns: {@code LF} or {@code CRLF}, also written {@code
     * \n} and {@code \r\n}. Default: {@code LF}.
     *
     * @param lineSeparator the property's text
     */
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
     * @param event the event
     * @return the line with its line end; nothing while stopped, which Logback's appenders skip, and where the thread's
     *     stack has no room left for encoding, which {@link EncoderStats#failedLines()} counts
     */
    @Override
    public final byte[] encode(ILoggingEvent event) {
        EventEncoder<ILoggingEvent> now = started;
        return now == null ? NOTHING : now.encode(event);
    }

    /**
     * Appends an event's line without a line end; nothing while stopped.
     *
     * @param event the event
     * @param out where to write
     */
    public final void encode(ILoggingEvent event, Utf8JsonWriter out) {
        EventEncoder<ILoggingEvent> now = started;
        if (now != null) {
            now.encode(event, out);
        }
    }

    /**
     * What shows events and knows what lines hide, for what else is made of an event than its line.
     *
     * @return it; null while stopped
     */
    public final @Nullable EventEncoder<ILoggingEvent> records() {
        return started;
    }

    /**
     * The text that lines give a level, after {@code levelNames}.
     *
     * @param level the level
     * @return its name; Logback's own while stopped
     */
    public final String levelName(Level level) {
        EventEncoder<ILoggingEvent> now = started;
        return now == null ? level.toString() : now.levelName(LogbackEventAccessor.level(level));
    }

    /**
     * Whether lines hide the values of a key, after {@code redactKeys}: labels and metadata hide them too.
     *
     * @param key the key of an MDC entry or key-value
     * @return whether it names a secret; false while stopped
     */
    public final boolean hides(String key) {
        EventEncoder<ILoggingEvent> now = started;
        return now != null && now.hides(key);
    }

    /**
     * A text without what {@code redactPatterns} match: labels and metadata must not show it either.
     *
     * @param text any text
     * @return the same object when there is nothing to redact, and while stopped
     */
    public final String redact(String text) {
        EventEncoder<ILoggingEvent> now = started;
        return now == null ? text : now.redact(text);
    }

    /**
     * A value as lines show it: labels and metadata must not tell more of it. What it throws is thrown on.
     *
     * @param value any value
     * @return the text of what is a string in lines, the JSON of anything else; null for what is null there, and while
     *     stopped
     */
    public final @Nullable String text(Object value) {
        EventEncoder<ILoggingEvent> now = started;
        return now == null ? null : now.text(value);
    }

    /**
     * What happened to the lines written since start.
     *
     * @return live counts; null while stopped
     */
    public final @Nullable EncoderStats counts() {
        EventEncoder<ILoggingEvent> now = started;
        return now == null ? null : now.counts();
    }

    private boolean hasLogbackMdc() {
        return getContext() instanceof LoggerContext context
                && context.getMDCAdapter() != null
                && context.getMDCAdapter().getClass() == LogbackMDCAdapter.class;
    }
}
