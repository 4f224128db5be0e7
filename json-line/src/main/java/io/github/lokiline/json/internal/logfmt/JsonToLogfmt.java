package io.github.lokiline.json.internal.logfmt;

import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.JsonBytes;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/**
 * Rewrites a finished line of JSON as logfmt. Owned by one thread at a time.
 *
 * <pre>{@code
 * {"level":"INFO","message":"order paid","order":{"id":17},"tags":["a"],"user":"","coupon":null}
 * level=INFO message="order paid" order.id=17 tags="[\"a\"]" user="" coupon=null
 * }</pre>
 *
 * <p>The members of an object get its key and a dot in front of theirs; past {@value #MAX_FLAT} keys an object stays
 * JSON, as lists do. Only the text {@code null} is quoted, so that null, {@code ""} and {@code "null"} differ.
 *
 * <p>It reads bytes of JSON because all limits count them: the place where a text is cut depends on the length of
 * everything behind it.
 */
public final class JsonToLogfmt {
    private static final int MAX_FLAT = 128;

    /** Length of the largest copy of a line that is kept for the next one. */
    private static final int MAX_KEPT_BYTES = 64 * 1024;

    private static final byte[] NOTHING = {};

    private static final byte[] IS_TRUE = AsciiConstants.bytes("=true");

    /** A list's closing bracket and quote. */
    private static final int CLOSING_BYTES = 2;

    private final LogfmtKeys keys = new LogfmtKeys();
    private final boolean isBare;
    private final char quote;
    private final byte[] truncated;
    private byte[] from = NOTHING;
    private int length;
    private int at;
    private int start;
    private int end;
    private boolean full;
    private boolean again;

    /**
     * Creates a converter.
     *
     * @param style how texts are quoted
     * @param truncated the member, without its value, that marks a line that was cut
     */
    public JsonToLogfmt(LogfmtStyle style, byte[] truncated) {
        this.truncated = truncated;
        this.quote = style.quote();
        this.isBare = style.isBare();
    }

    /**
     * Rewrites the JSON between a position and that of the writer. Where escapes make the line too long, it is written
     * again with shorter texts, so that the fields at its end, such as the stack trace, keep their room; the writer is
     * then marked as cut.
     *
     * @param objectAt index of the opening brace
     * @param lineEnd the position that the line must not pass
     * @param out the writer
     */
    public void rewrite(int objectAt, int lineEnd, Utf8JsonWriter out) {
        copy(objectAt, out);
        end = lineEnd - truncated.length - IS_TRUE.length;
        full = false;
        again = false;
        start = objectAt;
        out.rollback(start);
        members(out);
        if (full) {
            out.rollback(start);
            again = true;
            members(out);
            mark(out);
            out.markCut();
        }
        if (from.length > MAX_KEPT_BYTES) {
            from = NOTHING;
        }
    }

    private void copy(int objectAt, Utf8JsonWriter out) {
        length = out.position() - objectAt;
        if (from.length < length) {
            from = new byte[Math.max(2 * from.length, length)];
        }
        System.arraycopy(out.array(), objectAt, from, 0, length);
    }

    private void members(Utf8JsonWriter out) {
        at = 0;
        keys.clear();
        object(out);
    }

    /** Adds the mark of a cut line unless the JSON has it already. */
    private void mark(Utf8JsonWriter out) {
        int mark = out.position();
        out.put(' ');
        keys.enter(truncated, 2, truncated.length - 2);
        if (keys.writeNew(out)) {
            out.raw(IS_TRUE);
        } else {
            out.rollback(mark);
        }
    }

    private void object(Utf8JsonWriter out) {
        int outer = keys.length();
        for (at++; from[at] != '}'; ) {
            at += from[at] == ',' ? 1 : 0;
            int key = at + 1;
            at = JsonBytes.endOfString(from, at, length);
            keys.enter(from, key, at - 1);
            at++;
            member(out);
            keys.leave(outer);
        }
        at++;
    }

    private void member(Utf8JsonWriter out) {
        if (from[at] == '{' && from[at + 1] != '}' && keys.count() < MAX_FLAT) {
            object(out);
            return;
        }
        int mark = out.position();
        if (mark != start) {
            out.put(' ');
        }
        keys.write(out);
        out.put('=');
        value(out);
        if (out.position() > end) {
            out.rollback(mark);
            keys.forget();
            full = true;
        }
    }

    private void value(Utf8JsonWriter out) {
        int first = at;
        at = JsonBytes.endOfValue(from, first, length);
        if (from[first] == '"') {
            text(first + 1, at - 1, out);
        } else if (JsonBytes.opens(from[first])) {
            container(first + 1, at - 1, out);
        } else {
            out.raw(from, first, at);
        }
    }

    /** Writes JSON in quotes, which is longer than JSON; items that do not fit are left out. */
    private void container(int itemsFrom, int itemsTo, Utf8JsonWriter out) {
        out.put(quote);
        out.raw(from, itemsFrom - 1, itemsFrom);
        for (int item = itemsFrom; item < itemsTo; ) {
            int mark = out.position();
            int next = JsonBytes.endOfValue(from, from[item] == ',' ? item + 1 : item, itemsTo);
            LogfmtQuoting.escapedJson(from, item, next, quote, out);
            if (out.position() + CLOSING_BYTES > end) {
                out.rollback(mark);
                full = true;
                break;
            }
            item = next;
        }
        out.raw(from, itemsTo, itemsTo + 1);
        out.put(quote);
    }

    private void text(int textFrom, int textTo, Utf8JsonWriter out) {
        if (isBare && LogfmtQuoting.isBare(from, textFrom, textTo)) {
            out.raw(from, textFrom, textTo);
        } else if (again) {
            LogfmtQuoting.quotedUpTo(endOfText(textFrom, textTo, out), from, textFrom, textTo, quote, out);
        } else {
            LogfmtQuoting.quoted(from, textFrom, textTo, quote, out);
        }
    }

    /** Returns the position where a text must end to leave the following fields the room that they take as JSON. */
    private int endOfText(int textFrom, int textTo, Utf8JsonWriter out) {
        int following = length - textTo;
        int asInJson = out.position() + 2 + textTo - textFrom;
        return Math.min(end, Math.max(end - following, asInJson));
    }
}
