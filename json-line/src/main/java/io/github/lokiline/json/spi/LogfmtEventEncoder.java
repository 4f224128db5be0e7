package io.github.lokiline.json.spi;

import io.github.lokiline.json.internal.config.Preset;
import io.github.lokiline.json.internal.logfmt.JsonToLogfmt;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes records as logfmt: the fields that {@link JsonEventEncoder} writes by the same properties, as {@code key=value}.
 * Thread-safe.
 *
 * <pre>{@code
 * asctime=2025-11-20T10:30:45.123Z levelname=INFO name=com.acme.Svc message="order paid" threadName=main order.id=17
 * }</pre>
 *
 * <p>The preset {@code tskv}, which only this encoder has, puts every text in single quotes:
 *
 * <pre>{@code
 * timestamp='2025-11-20T10:30:45.123000Z' logger='com.acme.Svc' level='info' event='Request completed' status_code=200
 * }</pre>
 *
 * <p>One record is one line, always: in quotes all that is not printable is escaped as in JSON. In keys, spaces, quotes,
 * {@code =} and the like become {@code _}; equal keys get {@code _} behind.
 *
 * @param <E> the framework's event
 */
public final class LogfmtEventEncoder<E> implements EventEncoder<E> {
    private static final String TSKV = "tskv";

    private final JsonEventEncoder<E> records;
    private final ObjectPool<JsonToLogfmt> lines;

    private LogfmtEventEncoder(JsonEventEncoder<E> records, boolean isTskv) {
        this.records = records;
        this.lines = new ObjectPool<>(() -> new JsonToLogfmt(isTskv ? '\'' : '"', !isTskv, records.truncated()));
    }

    /**
     * Reads the properties and makes the encoder.
     *
     * <p>Errors: none is thrown for a value; when {@link PropertyParser#faults()} is not empty afterwards, the result must not
     * be used.
     *
     * @param view shows the framework's events
     * @param properties text by property, those of {@link JsonEventEncoder}; {@code indent} has no meaning here and is
     *     refused, {@code preset} can also be {@code tskv}
     * @param extensions what the application writes itself
     * @param settings gathers what is wrong with them
     * @param <E> the framework's event
     * @return the encoder
     */
    public static <E> LogfmtEventEncoder<E> of(
            EventAccessor<E> view,
            Map<String, String> properties,
            EncoderExtensions<E> extensions,
            PropertyParser settings) {
        Map<String, String> given = new LinkedHashMap<>(properties);
        List<String> presets = new ArrayList<>(Preset.names());
        presets.add(TSKV);
        String preset = settings.choice("preset", given.get("preset"), "python", presets);
        boolean isTskv = preset.equals(TSKV);
        given.put("preset", isTskv ? "structlog" : preset);
        if (isTskv && given.getOrDefault("format", "").isBlank()) {
            given.put("format", "asctime,name,levelname,message");
        }
        if (settings.integer("indent", given.remove("indent"), 0, 0, Integer.MAX_VALUE) > 0) {
            settings.fault("indent", properties.get("indent"), "logfmt has one line a record", "leave it out");
        }
        return new LogfmtEventEncoder<>(JsonEventEncoder.of(view, given, extensions, settings), isTskv);
    }

    /**
     * The encoder whose fields these lines show.
     *
     * @return it, with its level names, counts and redaction
     */
    public JsonEventEncoder<E> records() {
        return records;
    }

    @Override
    public void encode(E event, Utf8JsonWriter out) {
        JsonToLogfmt line = lines.lease();
        Utf8JsonWriter json = line.json;
        records.encode(event, json);
        if (!line.write(records.objectAt(), records.lineBytes(), out) && !json.isCut()) {
            records.counters().truncatedLine();
        }
        json.rewind();
        // Not given back when encoding throws: a line in an unknown state is not worth keeping.
        lines.release(line);
    }
}
