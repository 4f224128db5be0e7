package io.github.lokiline.json;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a line that post-processors have gone over. Owned by one call.
 *
 * <p>What the line had before fitted into it: where new fields are too long for what is left, they give way, so that a
 * trace at the end of the line does not.
 */
final class ProcessedFields {
    /** What a value may take beyond the limit it is held to: closing brackets, quotes. */
    private static final int SLACK_BYTES = 64;

    private final ReadLine before;
    private final Map<String, @Nullable Object> after;
    private final ValueWriter values;
    private final int valueBytes;
    private final byte[] truncated;
    private final boolean ascii;

    /** Bytes of the old fields that are still to be written. */
    private int kept;

    private boolean marked;

    ProcessedFields(
            ReadLine before,
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
    void write(int end, LineWriter out) throws MalformedSetting {
        int start = out.position();
        int failed = out.scratch().failedValues();
        int last = end - truncated.length - (ascii ? AsciiLine.growth(truncated) : 0) - Ascii.TRUE.length - 1;
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
    private boolean isWritten(int end, LineWriter out) throws MalformedSetting {
        for (Map.Entry<String, @Nullable Object> field : after.entrySet()) {
            int mark = out.position();
            if (isOld(field)) {
                write(field, LineWriter.NO_LIMIT, out);
                kept += out.position() - mark;
            } else if (mark <= end) {
                write(field, LineWriter.NO_LIMIT, out);
            }
        }
        return out.position() <= end;
    }

    private void writeShorter(int end, LineWriter out) throws MalformedSetting {
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
            write(field, isOld ? LineWriter.NO_LIMIT : end - kept - SLACK_BYTES, out);
            kept -= isOld ? out.position() - mark : 0;
            if (out.position() > end - kept) {
                out.rollback(mark);
                writeStart(field, end - kept - SLACK_BYTES, out);
            }
        }
    }

    /** What shows the beginning only; nothing where there is no room for it. */
    private void writeStart(Map.Entry<String, @Nullable Object> field, int end, LineWriter out)
            throws MalformedSetting {
        int mark = out.position();
        write(field, end, out);
        if (out.position() > end + SLACK_BYTES) {
            out.rollback(mark);
        }
    }

    private void write(Map.Entry<String, @Nullable Object> field, int end, LineWriter out) throws MalformedSetting {
        String name = field.getKey();
        boolean isOld = isOld(field);
        int mark = out.position();
        int most = isOld ? LineWriter.NO_LIMIT : Math.max(valueBytes, lengthBefore(name, out));
        out.limit(LineWriter.NO_LIMIT);
        out.name(name);
        out.limit((int) Math.min(end, (long) out.position() + most));
        // What the line had before is already redacted, or must not be.
        if (isOld) {
            out.unredacted(field.getValue());
        } else {
            values.write(field.getValue(), out);
        }
        out.limit(LineWriter.NO_LIMIT);
        if (ascii && AsciiLine.growth(out.array(), mark, out.position()) > 0) {
            // Here and not with the rest of the line: what a field takes in the end decides what else fits.
            AsciiLine.escape(mark, out);
        }
        marked |= isMark(field);
    }

    /** Messages and traces have limits of their own: changed, they may be as long as they were. */
    private int lengthBefore(String name, LineWriter out) {
        Object value = before.fields().get(name);
        if (value == null) {
            return 0;
        }
        int mark = out.position();
        out.limit(LineWriter.NO_LIMIT);
        out.unredacted(value);
        int length = out.position() - mark;
        out.rollback(mark);
        return length;
    }

    private boolean isMark(Map.Entry<String, @Nullable Object> field) {
        return Arrays.equals(Ascii.member(field.getKey()), truncated);
    }

    private boolean isOld(Map.Entry<String, @Nullable Object> field) throws MalformedSetting {
        return before.has(field.getKey(), field.getValue());
    }
}
