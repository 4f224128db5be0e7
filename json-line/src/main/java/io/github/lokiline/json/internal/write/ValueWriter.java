package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.internal.extra.FieldName;
import io.github.lokiline.json.internal.extra.FieldNameCache;
import io.github.lokiline.json.internal.jackson.BeanProperties;
import io.github.lokiline.json.internal.redact.Redactor;
import io.github.lokiline.json.internal.redact.SensitiveKeys;
import io.github.lokiline.json.internal.trace.ExceptionMatcher;
import java.lang.reflect.Array;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Base64;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value by its type. Thread-safe.
 *
 * <p>Calls of the application's code are guarded: where one throws an exception, its output is replaced by an error
 * text. Containers end early at the writer's limit, and never contain themselves.
 */
public final class ValueWriter {
    /** The rules of writers outside a line: secrets of the default list. */
    public static final ValueWriter PLAIN =
            new ValueWriter(SensitiveKeys.of(SensitiveKeys.DEFAULTS), null, null, value -> null);

    private static final byte[] REDACTED = AsciiConstants.bytes("\"***\"");

    /** Replaces a secret in a map. */
    public static final LiteralValue MASK = new LiteralValue("***");

    /** Least bytes of a map's entry beside its key: {@code "":0,}. */
    private static final int LEAST_ENTRY_BYTES = 5;

    /** Most bytes of a map without another limit. */
    private static final int MOST_ENTRY_BYTES = 1 << 20;

    static final String CYCLE = "contains itself";
    static final String TOO_DEEP = "nested deeper than " + LineState.MAX_DEPTH;

    private final FieldNameCache names;
    private final @Nullable Redactor redactor;
    private final @Nullable ExceptionMatcher hidden;
    private final Function<Object, @Nullable Object> carried;

    /**
     * Creates a writer.
     *
     * @param secrets the keys whose values are masked
     * @param redactor masks parts of texts; null for none
     * @param hidden the exceptions whose message is not shown; null for none
     * @param carried returns the fields of an object that carries some, as structured arguments do; null for any other
     */
    public ValueWriter(
            SensitiveKeys secrets,
            @Nullable Redactor redactor,
            @Nullable ExceptionMatcher hidden,
            Function<Object, @Nullable Object> carried) {
        this.hidden = hidden;
        this.carried = carried;
        this.names = FieldNameCache.nested(secrets);
        this.redactor = redactor;
    }

    public boolean hidesMessageOf(Throwable thrown) {
        return hidden != null && hidden.matches(thrown);
    }

    /** Returns the redactor of texts; null for none. */
    public @Nullable Redactor redactor() {
        return redactor;
    }

    public void write(@Nullable Object value, Utf8JsonWriter out) {
        if (value == null) {
            out.nil();
        } else if (value instanceof String text) {
            out.string(text);
        } else if (value instanceof Boolean truth) {
            out.bool(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            NumberWriter.write(((Number) value).longValue(), out);
        } else if (value instanceof Double number) {
            NumberWriter.write(number.doubleValue(), out);
        } else {
            guarded(value, out);
        }
    }

    /** Returns the name of a key inside a value. */
    FieldName nameOf(String key) {
        return names.of(key);
    }

    /** Writes a name and its value, which is three asterisks for the name of a secret. */
    public void write(FieldName name, @Nullable Object value, Utf8JsonWriter out) {
        start(name, out);
        if (!name.secret()) {
            write(value, out);
        }
    }

    /** Writes a name; for the name of a secret, also what is shown as its value. */
    static void start(FieldName name, Utf8JsonWriter out) {
        out.member(name.member());
        if (name.secret()) {
            out.raw(REDACTED);
        }
    }

    /** Writes a value; passes on its exception where it fails as a whole. */
    public void unguarded(Object value, Utf8JsonWriter out) throws Exception {
        any(value, out, out.scratch().depth());
    }

    private void guarded(Object value, Utf8JsonWriter out) {
        int mark = out.position();
        int depth = out.scratch().depth();
        int failed = out.scratch().failedValues();
        try {
            any(value, out, depth);
        } catch (Throwable failure) {
            // Includes errors: a toString or a mapper usually fails with a StackOverflowError or LinkageError.
            out.rollback(mark);
            out.scratch().leave(depth);
            out.scratch().failedValues(failed);
            fail(failure, out);
        }
    }

    /** Writes the text of an error in place of a value. */
    public void fail(Throwable failure, Utf8JsonWriter out) {
        int failed = out.scratch().failedValues();
        out.string(ErrorPlaceholder.of(failure, out));
        // Counts once, even where a pattern fails with the error's text, too.
        out.scratch().failedValues(failed + 1);
    }

    private void any(Object value, Utf8JsonWriter out, int depth) throws Exception {
        if (ObjectTypes.areTakenApart(value.getClass())) {
            parts(value, out, depth);
        } else if (value instanceof CharSequence || value instanceof Character) {
            out.string(value.toString());
        } else if (value instanceof Number number) {
            NumberWriter.write(number, out);
        } else if (value instanceof Enum<?> constant) {
            out.string(constant.name());
        } else if (value instanceof byte[] bytes) {
            base64(bytes, out);
        } else if (ObjectTypes.areWrittenAsContainers(value.getClass())) {
            container(value, out, depth);
        } else if (value instanceof LiteralValue configured) {
            out.unredacted(configured.value());
        } else if (value instanceof Throwable thrown) {
            out.string(ErrorPlaceholder.brief(thrown, out));
        } else if (value instanceof Date date) {
            out.string(iso(date));
        } else {
            jdk(value, out);
        }
    }

    /** Writes a type of the JDK: most (dates, UUID, Path, URI, Class) have a useful toString, these do not. */
    private void jdk(Object value, Utf8JsonWriter out) {
        if (value instanceof TemporalAccessor time) {
            out.string(iso(time));
        } else if (value instanceof AtomicBoolean truth) {
            out.bool(truth.get());
        } else if (value instanceof Calendar calendar) {
            out.string(calendar.toInstant().toString());
        } else if (value instanceof OptionalInt number) {
            write(number.isPresent() ? number.getAsInt() : null, out);
        } else if (value instanceof OptionalLong number) {
            write(number.isPresent() ? number.getAsLong() : null, out);
        } else if (value instanceof OptionalDouble number) {
            write(number.isPresent() ? number.getAsDouble() : null, out);
        } else {
            out.string(value.toString());
        }
    }

    @SuppressWarnings("JavaUtilDate") // applications log what they have
    private static String iso(Date date) {
        try {
            return date.toInstant().toString();
        } catch (UnsupportedOperationException e) {
            // A date or a time of day of java.sql is no instant: its text is "2025-01-02" or "10:11:12".
            return date.toString();
        }
    }

    /** Returns ISO 8601 as other languages parse it: with seconds, also if they are 0, and without the name of a zone. */
    private static String iso(TemporalAccessor time) {
        DateTimeFormatter format;
        if (time instanceof ZonedDateTime || time instanceof OffsetDateTime) {
            format = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
        } else if (time instanceof LocalDateTime) {
            format = DateTimeFormatter.ISO_LOCAL_DATE_TIME;
        } else if (time instanceof LocalTime) {
            format = DateTimeFormatter.ISO_LOCAL_TIME;
        } else if (time instanceof OffsetTime) {
            format = DateTimeFormatter.ISO_OFFSET_TIME;
        } else {
            return time.toString();
        }
        return format.format(time);
    }

    private void container(Object value, Utf8JsonWriter out, int depth) {
        enter(value, out, depth);
        if (value instanceof Map<?, ?> map) {
            object(map, out);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            object(Collections.singletonMap(entry.getKey(), entry.getValue()), out);
        } else if (value instanceof Collection<?> items) {
            array(items, out);
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), out);
        } else if (value instanceof AtomicReference<?> reference) {
            write(reference.get(), out);
        } else if (value instanceof Supplier<?> supplier) {
            write(supplier.get(), out);
        } else {
            array(value, out);
        }
        out.scratch().leave(depth);
    }

    private void parts(Object value, Utf8JsonWriter out, int depth) throws Exception {
        enter(value, out, depth);
        Object fields = carried.apply(value);
        if (fields == null) {
            bean(value, out);
        } else {
            write(fields, out);
        }
        out.scratch().leave(depth);
    }

    private void bean(Object value, Utf8JsonWriter out) throws Exception {
        int mark = out.position();
        int depth = out.scratch().depth();
        BeanWriter parts = out.scratch().takeBeanWriter();
        parts.start(value, this);
        if (BeanProperties.write(value, parts)) {
            parts.finish();
            out.scratch().release(parts);
        } else {
            out.rollback(mark);
            out.scratch().leave(depth - 1);
            unreadable(value, out, depth - 1);
        }
    }

    /** Writes an object that nobody could take apart. */
    private void unreadable(Object value, Utf8JsonWriter out, int depth) {
        if (ObjectTypes.isContainer(value.getClass())) {
            container(value, out, depth);
        } else {
            out.string(value instanceof Enum<?> constant ? constant.name() : value.toString());
        }
    }

    private static void enter(Object value, Utf8JsonWriter out, int depth) {
        if (depth == LineState.MAX_DEPTH) {
            throw new IllegalStateException(TOO_DEEP);
        }
        if (out.scratch().isOpen(value)) {
            throw new IllegalStateException(CYCLE);
        }
        out.scratch().enter(value);
    }

    private void object(Map<?, ?> map, Utf8JsonWriter out) {
        out.beginObject();
        for (Map.Entry<String, @Nullable Object> entry : distinct(map, out).entrySet()) {
            byte[] member = names.of(entry.getKey()).member();
            if (isFull(member.length, out)) {
                break;
            }
            out.member(member);
            write(entry.getValue(), out);
        }
        out.endObject();
    }

    /** Returns entries with distinct names, the last of equal ones: 5 and "5" are equal, and some maps repeat keys. */
    private Map<String, @Nullable Object> distinct(Map<?, ?> map, Utf8JsonWriter out) {
        long room = Math.min(MOST_ENTRY_BYTES, (long) out.limit() - out.position());
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (room < 0) {
                out.markCut();
                break;
            }
            // Masked here, where the whole key is known: the line shows only the beginning of a long one.
            FieldName name = names.of(String.valueOf(entry.getKey()));
            entries.put(name.shown(), name.secret() ? MASK : entry.getValue());
            room -= name.shown().length() + LEAST_ENTRY_BYTES;
        }
        return entries;
    }

    private void array(Collection<?> items, Utf8JsonWriter out) {
        out.beginArray();
        for (Object item : items) {
            if (isFull(0, out)) {
                break;
            }
            write(item, out);
        }
        out.endArray();
    }

    private void array(Object array, Utf8JsonWriter out) {
        out.beginArray();
        int length = Array.getLength(array);
        for (int i = 0; i < length && !isFull(0, out); i++) {
            write(Array.get(array, i), out);
        }
        out.endArray();
    }

    static boolean isFull(int nextBytes, Utf8JsonWriter out) {
        boolean full = out.limit() - out.position() <= nextBytes;
        if (full) {
            out.markCut();
        }
        return full;
    }

    /** Writes the alphabet for URLs and file names, as python-json-logger does. */
    private static void base64(byte[] bytes, Utf8JsonWriter out) {
        int room = Math.max(0, out.limit() - out.position());
        byte[] head = bytes.length <= room ? bytes : Arrays.copyOf(bytes, room);
        if (head != bytes) {
            out.markCut();
        }
        out.string(Base64.getUrlEncoder().encodeToString(head));
    }

    /**
     * A value from the configuration, not from an event: patterns redact nothing in it. Immutable.
     *
     * @param value the value
     */
    public record LiteralValue(@Nullable Object value) {}
}
