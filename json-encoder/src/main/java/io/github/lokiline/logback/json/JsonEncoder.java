package io.github.lokiline.logback.json;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import io.github.lokiline.json.LineCounts;
import io.github.lokiline.json.LineEncoder;
import io.github.lokiline.json.LineWriter;
import io.github.lokiline.json.RecordEncoder;
import io.github.lokiline.json.Settings;
import io.github.lokiline.json.Slots;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Encodes each Logback event as one JSON line in the style of python-json-logger. Thread-safe once started.
 *
 * <pre>{@code
 * <encoder class="io.github.lokiline.logback.json.JsonEncoder">
 *   <renameFields>levelname=level</renameFields>
 *   <staticField>team=orders</staticField>
 * </encoder>
 *
 * {"asctime":"2025-11-20T10:30:45.123Z","level":"INFO","name":"com.acme.Svc","message":"Request completed",
 *  "threadName":"main","team":"orders","request_id":"r-17","status_code":200}
 * }</pre>
 *
 * <p>After the built-in fields come static fields, the MDC sorted by key, SLF4J key-values with their types, and
 * {@code exc_info} when an exception was logged. Of two extras with the same name the last one's value stands; an extra
 * with a built-in field's name gets {@code _} added to its own. Lines are always valid UTF-8 JSON: a value that throws
 * becomes {@code "<error: IllegalStateException: ...>"}.
 *
 * <p>Errors: every property is checked in {@link #start()}. All wrong ones are reported together, each as one warning
 * status, and the encoder stays stopped: it then encodes every event as nothing, and the application runs on.
 *
 * <p>The setters are the list of properties; the work is done by {@link RecordEncoder}.
 */
public final class JsonEncoder extends LineProperties implements Encoder<ILoggingEvent>, LineEncoder<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    /** A buffer that one long line has made larger is not kept. */
    private static final int MAX_KEPT_BYTES = 64 * 1024;

    private static final int INITIAL_BYTES = 1024;

    private final Slots<LineWriter> writers = new Slots<>(LineWriter::new);
    private volatile @Nullable RecordEncoder<ILoggingEvent> encoder;
    private @Nullable String lineSeparator;
    private byte[] lineEnd = {'\n'};

    /** An encoder with the default of every property. */
    public JsonEncoder() {}

    /**
     * What ends a line that {@link #encode(ILoggingEvent)} returns: {@code LF} or {@code CRLF}, also written {@code
     * \n} and {@code \r\n}. Default: {@code LF}.
     *
     * @param lineSeparator the property's text
     */
    public void setLineSeparator(String lineSeparator) {
        this.lineSeparator = lineSeparator;
    }

    @Override
    public void start() {
        Settings settings = new Settings();
        byte[] end = LineEnd.parse(lineSeparator, settings);
        RecordEncoder<ILoggingEvent> made =
                RecordEncoder.of(new EventView(hasLogbackMdc()), properties(), extensions(), settings);
        if (settings.faults().isEmpty()) {
            lineEnd = end;
            encoder = made;
        } else {
            settings.faults().forEach(this::addWarn);
        }
    }

    @Override
    public void stop() {
        encoder = null;
    }

    @Override
    public boolean isStarted() {
        return encoder != null;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    /**
     * Encodes an event.
     *
     * @param event the event
     * @return the line with its line end; nothing while stopped, which Logback's appenders skip
     */
    @Override
    public byte[] encode(ILoggingEvent event) {
        RecordEncoder<ILoggingEvent> started = encoder;
        if (started == null) {
            return NOTHING;
        }
        LineWriter out = writers.lease();
        out.reset(out.array(), 0);
        started.encode(event, out);
        byte[] line = Arrays.copyOf(out.array(), out.position() + lineEnd.length);
        System.arraycopy(lineEnd, 0, line, out.position(), lineEnd.length);
        if (out.array().length > MAX_KEPT_BYTES) {
            out.reset(new byte[INITIAL_BYTES], 0);
        }
        // Not given back when encoding throws: a writer in an unknown state is not worth keeping.
        writers.release(out);
        return line;
    }

    /**
     * Appends an event's line without a line end; nothing while stopped.
     *
     * @param event the event
     * @param out where to write
     */
    @Override
    public void encode(ILoggingEvent event, LineWriter out) {
        RecordEncoder<ILoggingEvent> started = encoder;
        if (started != null) {
            started.encode(event, out);
        }
    }

    /**
     * The text that lines give a level, after {@code levelNames}.
     *
     * @param level the level
     * @return its name; Logback's own while stopped
     */
    public String levelName(Level level) {
        RecordEncoder<ILoggingEvent> started = encoder;
        return started == null ? level.toString() : started.levelName(EventView.level(level));
    }

    /**
     * Whether lines hide the values of a key, after {@code redactKeys}: labels and metadata hide them too.
     *
     * @param key the key of an MDC entry or key-value
     * @return whether it names a secret; false while stopped
     */
    public boolean hides(String key) {
        RecordEncoder<ILoggingEvent> started = encoder;
        return started != null && started.hides(key);
    }

    /**
     * A text without what {@code redactPatterns} match: labels and metadata must not show it either.
     *
     * @param text any text
     * @return the same object when there is nothing to redact, and while stopped
     */
    public String redact(String text) {
        RecordEncoder<ILoggingEvent> started = encoder;
        return started == null ? text : started.redact(text);
    }

    /**
     * What happened to the lines written since start.
     *
     * @return live counts; null while stopped
     */
    public @Nullable LineCounts counts() {
        RecordEncoder<ILoggingEvent> started = encoder;
        return started == null ? null : started.counts();
    }

    private boolean hasLogbackMdc() {
        return getContext() instanceof LoggerContext context
                && context.getMDCAdapter() != null
                && context.getMDCAdapter().getClass() == LogbackMDCAdapter.class;
    }
}
