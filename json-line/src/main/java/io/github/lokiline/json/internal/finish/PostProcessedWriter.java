package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a line after its post-processors. Owned by one call.
 *
 * <p>The old fields fit into the line: where new fields are too long for the rest, they are cut or left out, so that a
 * stack trace at the end of the line is not.
 */
final class PostProcessedWriter {
    /** Bytes that a value may take beyond its limit: closing brackets, quotes. */
    private static final int SLACK_BYTES = 64;

    private final Collection<Field> fields;
    private final PostProcessorRunner rules;

    /** Bytes of the old fields that are not written yet. */
    private int kept;

    private boolean marked;

    PostProcessedWriter(Collection<Field> fields, PostProcessorRunner rules) {
        this.fields = fields;
        this.rules = rules;
    }

    /**
     * A field of the line.
     *
     * @param name the name
     * @param value its value
     * @param old the text that it had; empty for none
     * @param isOld whether it has the same value still
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    record Field(String name, @Nullable Object value, byte[] old, boolean isOld) {}

    /** Returns whether the content of a value can change. */
    static boolean mayChange(Object value) {
        return value instanceof Map || value instanceof List;
    }

    /** Writes the fields as an object that ends before a position. */
    void write(int end, Utf8JsonWriter out) {
        int start = out.position();
        int failed = out.scratch().failedValues();
        int last = end - rules.markBytes() - AsciiConstants.TRUE.length - 1;
        out.put('{');
        if (!isWritten(last, out)) {
            out.rollback(start, true);
            out.scratch().failedValues(failed);
            marked = false;
            out.put('{');
            writeShorter(last, out);
        }
        if (marked) {
            out.markCut();
        } else if (out.isCut()) {
            out.limit(Utf8JsonWriter.NO_LIMIT);
            out.name(rules.mark()).bool(true);
        }
        out.put('}');
    }

    /** Returns false where they do not fit; the length of the old ones is then known. */
    private boolean isWritten(int end, Utf8JsonWriter out) {
        for (Field field : fields) {
            int mark = out.position();
            if (field.isOld()) {
                write(field, Utf8JsonWriter.NO_LIMIT, out);
                kept += out.position() - mark;
            } else if (mark <= end) {
                write(field, Utf8JsonWriter.NO_LIMIT, out);
            }
        }
        return out.position() <= end;
    }

    private void writeShorter(int end, Utf8JsonWriter out) {
        for (Field field : fields) {
            int mark = out.position();
            if (isMark(field)) {
                // Written at the end, where room is reserved.
                continue;
            }
            if (!field.isOld() && mark + field.name().length() >= end - kept - SLACK_BYTES) {
                continue;
            }
            write(field, end - kept - SLACK_BYTES, out);
            kept -= field.isOld() ? out.position() - mark : 0;
            if (out.position() > end - kept) {
                out.rollback(mark);
                writeStart(field, end - kept - SLACK_BYTES, out);
            }
        }
    }

    /** Writes the beginning of a field, or nothing where there is no room. */
    private void writeStart(Field field, int end, Utf8JsonWriter out) {
        int mark = out.position();
        write(field, end, out);
        if (out.position() > end + SLACK_BYTES) {
            out.rollback(mark);
        }
    }

    /** Writes a new field up to a position, an old one whole. */
    private void write(Field field, int end, Utf8JsonWriter out) {
        int mark = out.position();
        out.limit(Utf8JsonWriter.NO_LIMIT);
        out.name(field.name());
        if (field.isOld()) {
            old(field, out);
        } else {
            int comma = out.array()[mark] == ',' ? 1 : 0;
            // Messages and stack traces keep their own limits when changed.
            int most = Math.max(rules.valueBytes(), comma + field.old().length);
            out.limit((int) Math.min(end, (long) out.position() + most));
            rules.values().write(field.value(), out);
        }
        if (rules.ascii() && AsciiEscaper.growth(out.array(), mark, out.position()) > 0) {
            // Not with the rest of the line: the final length of a field decides what else fits.
            AsciiEscaper.escape(mark, out);
        }
        marked |= isMark(field) || holdsMark(field);
    }

    /** Copies a value, or writes it again where the order of its content may have changed; it is redacted already. */
    private static void old(Field field, Utf8JsonWriter out) {
        Object value = field.value();
        if (value != null && mayChange(value)) {
            out.unredacted(value);
        } else {
            out.raw(field.old());
        }
    }

    private boolean isMark(Field field) {
        return field.name().equals(rules.mark());
    }

    /** Returns whether the mark has dots and is in the object that a field is. */
    private boolean holdsMark(Field field) {
        String mark = rules.mark();
        int at = field.name().length();
        if (at >= mark.length() || mark.charAt(at) != '.' || !mark.startsWith(field.name())) {
            return false;
        }
        Object value = field.value();
        for (String part : mark.substring(at + 1).split("\\.", -1)) {
            value = value instanceof Map<?, ?> inside ? inside.get(part) : null;
        }
        return Boolean.TRUE.equals(value);
    }
}
