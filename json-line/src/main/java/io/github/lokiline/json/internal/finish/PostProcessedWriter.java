package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.internal.config.InvalidPropertyException;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.internal.write.ValueWriter;
import java.util.Arrays;
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

    private final ParsedLine before;
    private final Map<String, @Nullable Object> after;
    private final ValueWriter values;
    private final int valueBytes;
    private final byte[] truncated;
    private final boolean ascii;

    /** Bytes of the old fields that are not written yet. */
    private int kept;

    private boolean marked;

    PostProcessedWriter(
            ParsedLine before,
            Map<String, @Nullable Object> after,
            ValueWriter values,
            int valueBytes,
            byte[] truncated,
            boolean ascii) {
        this.before = before;
        this.after = after;
        this.values = values;
        this.valueBytes = valueBytes;
        this.truncated = truncated;
        this.ascii = ascii;
    }

    /** Writes the fields as an object that ends before a position. */
    void write(int end, Utf8JsonWriter out) throws InvalidPropertyException {
        int start = out.position();
        int failed = out.scratch().failedValues();
        int last =
                end - truncated.length - (ascii ? AsciiEscaper.growth(truncated) : 0) - AsciiConstants.TRUE.length - 1;
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
            out.member(truncated);
            out.bool(true);
        }
        out.put('}');
    }

    /** Returns false where they do not fit; the length of the old ones is then known. */
    private boolean isWritten(int end, Utf8JsonWriter out) throws InvalidPropertyException {
        for (Map.Entry<String, @Nullable Object> field : after.entrySet()) {
            int mark = out.position();
            if (isOld(field)) {
                write(field, Utf8JsonWriter.NO_LIMIT, out);
                kept += out.position() - mark;
            } else if (mark <= end) {
                write(field, Utf8JsonWriter.NO_LIMIT, out);
            }
        }
        return out.position() <= end;
    }

    private void writeShorter(int end, Utf8JsonWriter out) throws InvalidPropertyException {
        for (Map.Entry<String, @Nullable Object> field : after.entrySet()) {
            int mark = out.position();
            boolean isOld = isOld(field);
            if (isMark(field)) {
                // Written at the end, where room is reserved.
                continue;
            }
            if (!isOld && mark + field.getKey().length() >= end - kept - SLACK_BYTES) {
                continue;
            }
            write(field, isOld ? Utf8JsonWriter.NO_LIMIT : end - kept - SLACK_BYTES, out);
            kept -= isOld ? out.position() - mark : 0;
            if (out.position() > end - kept) {
                out.rollback(mark);
                writeStart(field, end - kept - SLACK_BYTES, out);
            }
        }
    }

    /** Writes the beginning of a field, or nothing where there is no room. */
    private void writeStart(Map.Entry<String, @Nullable Object> field, int end, Utf8JsonWriter out)
            throws InvalidPropertyException {
        int mark = out.position();
        write(field, end, out);
        if (out.position() > end + SLACK_BYTES) {
            out.rollback(mark);
        }
    }

    private void write(Map.Entry<String, @Nullable Object> field, int end, Utf8JsonWriter out)
            throws InvalidPropertyException {
        String name = field.getKey();
        boolean isOld = isOld(field);
        int mark = out.position();
        int most = isOld ? Utf8JsonWriter.NO_LIMIT : Math.max(valueBytes, lengthBefore(name, out));
        out.limit(Utf8JsonWriter.NO_LIMIT);
        out.name(name);
        out.limit((int) Math.min(end, (long) out.position() + most));
        // An old value is already redacted, or must not be.
        if (isOld) {
            out.unredacted(field.getValue());
        } else {
            values.write(field.getValue(), out);
        }
        out.limit(Utf8JsonWriter.NO_LIMIT);
        if (ascii && AsciiEscaper.growth(out.array(), mark, out.position()) > 0) {
            // Not with the rest of the line: the final length of a field decides what else fits.
            AsciiEscaper.escape(mark, out);
        }
        marked |= isMark(field);
    }

    /** Returns the old length of a field: messages and stack traces keep their own limits when changed. */
    private int lengthBefore(String name, Utf8JsonWriter out) {
        Object value = before.fields().get(name);
        if (value == null) {
            return 0;
        }
        int mark = out.position();
        out.limit(Utf8JsonWriter.NO_LIMIT);
        out.unredacted(value);
        int length = out.position() - mark;
        out.rollback(mark);
        return length;
    }

    private boolean isMark(Map.Entry<String, @Nullable Object> field) {
        return Arrays.equals(AsciiConstants.member(field.getKey()), truncated);
    }

    private boolean isOld(Map.Entry<String, @Nullable Object> field) throws InvalidPropertyException {
        return before.has(field.getKey(), field.getValue());
    }
}
