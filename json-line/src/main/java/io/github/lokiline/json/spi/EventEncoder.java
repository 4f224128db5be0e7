package io.github.lokiline.json.spi;

import io.github.lokiline.json.EncoderStats;
import io.github.lokiline.json.internal.config.EncoderConfig;
import io.github.lokiline.json.internal.config.InvalidPropertyException;
import io.github.lokiline.json.internal.config.JsonParser;
import io.github.lokiline.json.internal.config.Preset;
import io.github.lokiline.json.internal.extra.TypedMdc;
import io.github.lokiline.json.internal.logfmt.LogfmtStyle;
import io.github.lokiline.json.internal.redact.Redactor;
import io.github.lokiline.json.internal.write.EncoderCounters;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes events as lines of JSON or logfmt, by the properties of an encoder. Thread-safe.
 *
 * <p>Shape: built-in fields in the order of the format, static fields, diagnostic context, key-values, stack trace.
 *
 * <pre>{@code
 * {"asctime":"2025-11-20T10:30:45.123Z","levelname":"INFO","name":"com.acme.Svc","message":"order paid",
 *  "threadName":"main","order":{"id":17}}
 *
 * asctime=2025-11-20T10:30:45.123Z levelname=INFO name=com.acme.Svc message="order paid" threadName=main order.id=17
 * }</pre>
 *
 * <p>The preset {@code tskv}, which only logfmt has, puts every text in single quotes:
 *
 * <pre>{@code
 * timestamp='2025-11-20T10:30:45.123000Z' logger='com.acme.Svc' level='info' event='order paid' status_code=200
 * }</pre>
 */
public final class EventEncoder<E> {
    private static final byte[] NOTHING = {};
    private static final String LINE_SEPARATOR = "lineSeparator";

    private final ObjectPool<Utf8JsonWriter> writers = new ObjectPool<>(Utf8JsonWriter::new);
    private final EventAccessor<E> view;
    private final LineEncoder<E> lines;
    private final EncoderCounters counts;
    private final byte[] lineEnd;

    private EventEncoder(EventAccessor<E> view, LineEncoder<E> lines, byte[] lineEnd) {
        this.view = view;
        this.lines = lines;
        this.counts = lines.counts;
        this.lineEnd = lineEnd;
    }

    /**
     * Reads the properties and creates an encoder of JSON lines.
     *
     * <p>Errors: none is thrown for a value; when {@link PropertyParser#faults()} is not empty afterwards, the result
     * must not be used.
     *
     * @param view reads the framework's events
     * @param properties text by property, as the encoders of the bindings document them; absent means the default
     * @param extensions the application's own fields and post-processors
     * @param settings collects the errors in the properties
     * @return the encoder
     */
    public static <E> EventEncoder<E> json(
            EventAccessor<E> view,
            Map<String, String> properties,
            EncoderExtensions<E> extensions,
            PropertyParser settings) {
        return of(view, new HashMap<>(properties), extensions, null, settings);
    }

    /** Creates an encoder of JSON lines without extensions, as the other {@code json} method does. */
    public static <E> EventEncoder<E> json(
            EventAccessor<E> view, Map<String, String> properties, PropertyParser settings) {
        return json(view, properties, EncoderExtensions.none(), settings);
    }

    /**
     * Reads the properties and creates an encoder of logfmt lines, as {@link #json} does. {@code indent} is refused,
     * {@code preset} can also be {@code tskv}.
     *
     * @param view reads the framework's events
     * @param properties text by property
     * @param extensions the application's own fields and post-processors
     * @param settings collects the errors in the properties
     * @return the encoder
     */
    public static <E> EventEncoder<E> logfmt(
            EventAccessor<E> view,
            Map<String, String> properties,
            EncoderExtensions<E> extensions,
            PropertyParser settings) {
        Map<String, String> given = new HashMap<>(properties);
        List<String> presets = new ArrayList<>(Preset.names());
        presets.add(LogfmtStyle.TSKV.preset());
        String preset = settings.choice("preset", given.get("preset"), "python", presets);
        boolean isTskv = preset.equals(LogfmtStyle.TSKV.preset());
        given.put("preset", isTskv ? "structlog" : preset);
        if (isTskv && given.getOrDefault("format", "").isBlank()) {
            given.put("format", "asctime,name,levelname,message");
        }
        if (settings.integer("indent", given.remove("indent"), 0, 0, Integer.MAX_VALUE) > 0) {
            settings.fault("indent", properties.get("indent"), "logfmt has one line per event", "leave it out");
        }
        return of(view, given, extensions, isTskv ? LogfmtStyle.TSKV : LogfmtStyle.PLAIN, settings);
    }

    private static <E> EventEncoder<E> of(
            EventAccessor<E> view,
            Map<String, String> properties,
            EncoderExtensions<E> extensions,
            @Nullable LogfmtStyle logfmt,
            PropertyParser settings) {
        String lineSeparator = properties.remove(LINE_SEPARATOR);
        EncoderConfig config =
                EncoderConfig.parse(properties, extensions.fields().size(), settings);
        LineEncoder<E> lines = LineEncoder.of(view, config, extensions, logfmt, settings);
        return new EventEncoder<>(view, lines, EncoderConfig.lineEnd(lineSeparator, settings));
    }

    /**
     * Returns the event's line with its line end; an empty array where the thread's stack is exhausted, which
     * {@link EncoderStats#failedLines()} counts.
     */
    public byte[] encode(E event) {
        Utf8JsonWriter out = encoded(event);
        if (out == null) {
            return NOTHING;
        }
        byte[] line = Arrays.copyOf(out.array(), out.position());
        release(out);
        return line;
    }

    /**
     * Writes the event's line with its line end to a destination, if {@link #encode(Object)} returns one.
     *
     * @param destination receives the line; an exception that it throws is passed on
     * @param sink writes to the destination
     * @param <D> the framework's destination
     */
    public <D> void encode(E event, D destination, Sink<D> sink) {
        Utf8JsonWriter out = encoded(event);
        if (out != null) {
            sink.write(destination, out.array(), out.position());
            release(out);
        }
    }

    /**
     * Appends exactly one line, without a line end, at the writer's position.
     *
     * <p>Errors: none is thrown for the content of the event; a value that fails is replaced by
     * {@code "<error: IllegalStateException: ...>"}.
     *
     * @param out the writer; not used by others during the call
     */
    public void encode(E event, Utf8JsonWriter out) {
        lines.encode(event, out);
    }

    private @Nullable Utf8JsonWriter encoded(E event) {
        try {
            Utf8JsonWriter out = writers.lease();
            lines.encode(event, out);
            out.raw(lineEnd);
            return out;
        } catch (StackOverflowError | LinkageError | RuntimeException failure) {
            // Frameworks let errors reach the application, and guards fail too where the stack ends. The writer is not
            // released: its state is unknown.
            counts.failedLine();
            return null;
        }
    }

    private void release(Utf8JsonWriter out) {
        out.rewind();
        writers.release(out);
    }

    /** Returns the accessor that this encoder reads events with. */
    public EventAccessor<E> view() {
        return view;
    }

    /** Returns whether {@link EventAccessor#caller} is called, for which frameworks must walk the stack. */
    public boolean asksForCaller() {
        return lines.asksForCaller;
    }

    /** Returns the text of a level in lines. */
    public String levelName(LogLevel level) {
        return lines.levels.of(level);
    }

    /** Returns the level of an event as its line names it. */
    public String levelOf(E event) {
        return levelName(view.level(event));
    }

    /** Returns whether lines mask the value of a context entry or key-value with this key; labels must mask it too. */
    public boolean hides(String key) {
        return lines.names.of(key).secret();
    }

    /**
     * Returns a text with secrets masked as in lines, so that labels do not show them either.
     *
     * @param text any text
     * @return the same object where there is nothing to redact; at most as long as a value may be in lines
     */
    public String redact(String text) {
        Redactor redactor = lines.redactor;
        return redactor == null ? text : redactor.redact(text, lines.valueBytes, counts::failedValue);
    }

    /**
     * Returns a value as lines show it, with secrets masked. An exception that the value throws is passed on.
     *
     * @param value any value
     * @return the text of a JSON string, the JSON of anything else, at most as long as a value may be in lines; null
     *     for JSON's null
     */
    public @Nullable String text(Object value) {
        Utf8JsonWriter out = writers.lease();
        out.begin(lines.values);
        out.asciiOnly(false);
        out.limit(lines.valueBytes);
        write(value, out);
        counts.add(out.scratch());
        String json = new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
        // Not released where the value throws: the state of the writer is unknown.
        release(out);
        return textOf(json);
    }

    /**
     * Returns the text of an entry of the diagnostic context; of an object or list by {@code typedMdc}, what lines show,
     * with secrets masked in it.
     *
     * @param key the key of the entry
     * @param text its value
     * @return the same text where it has no parts
     */
    public @Nullable String contextText(String key, String text) {
        TypedMdc typed = lines.typedMdc;
        Object parts = typed == null ? null : typed.parts(key, text);
        return parts == null ? text : text(parts);
    }

    private void write(Object value, Utf8JsonWriter out) {
        try {
            lines.values.unguarded(value, out);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String textOf(String json) {
        if (!json.startsWith("\"")) {
            return json.equals("null") ? null : json;
        }
        try {
            return (String) JsonParser.value(json);
        } catch (InvalidPropertyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the live counts of this encoder. */
    public EncoderStats counts() {
        return counts;
    }

    /**
     * Passes bytes to a destination. Stateless.
     *
     * @param <D> the destination
     */
    @FunctionalInterface
    public interface Sink<D> {
        /**
         * Copies the line; the array is reused afterwards.
         *
         * @param destination receives the line
         * @param bytes begins with the line
         * @param length the length of the line
         */
        void write(D destination, byte[] bytes, int length);
    }
}
