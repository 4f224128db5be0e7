package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.internal.config.InvalidPropertyException;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.internal.write.ValueWriter;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a line that post-processors have gone over. Owned by one call.
 *
 * <p>What the line had before fitted into it: where new fields are too long for what is left, they give way, so that a
 * trace at the end of the line does not.
 */
final class PostProcessedWriter {
    /** What a value may take beyond the limit it is held to: closing brackets, quotes. */
    private static final int SLACK_BYTES = 64;

    private final ParsedLine before;
    private final Map<String, @Nullable Object> after;
    private final ValueWriter values;
    private final int valueBytes;
    private final byte[] truncated;
    private final boolean ascii;

    /** Bytes of the old fields that are still to be written. */
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

    /** Writes them as an object that ends before that position. */
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

    /** Answers false where they do not fit; then it is known how long the old ones are. */
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
                // Written at the end, where room for it is reserved.
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

    /** What shows the beginning only; nothing where there is no room for it. */
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
        // What the line had before is already redacted, or must not be.
        if (isOld) {
            out.unredacted(field.getValue());
        } else {
            values.write(field.getValue(), out);
        }
        out.limit(Utf8JsonWriter.NO_LIMIT);
        if (ascii && AsciiEscaper.growth(out.array(), mark, out.position()) > 0) {
            // Here and not with the rest of the line: what a field takes in the end decides what else fits.
            AsciiEscaper.escape(mark, out);
        }
        marked |= isMark(field);
    }

    /** Messages and traces have limits of their own: changed, they may be as long as they were. */
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
