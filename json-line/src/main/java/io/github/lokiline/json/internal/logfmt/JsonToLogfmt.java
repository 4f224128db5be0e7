package io.github.lokiline.json.internal.logfmt;

import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/**
 * Writes a finished JSON line as logfmt. Owned by one thread at a time.
 *
 * <pre>{@code
 * {"level":"INFO","message":"order paid","order":{"id":17},"tags":["a"],"user":"","coupon":null}
 * level=INFO message="order paid" order.id=17 tags="[\"a\"]" user="" coupon=null
 * }</pre>
 *
 * <p>Members of objects get the object's key before theirs, with a dot; past {@value #MAX_FLAT} keys an object stays
 * JSON, as lists do. Only {@code null} that is a text stands in quotes, so that nothing, {@code ""} and {@code "null"}
 * are told apart.
 */
public final class JsonToLogfmt {
    private static final int MAX_FLAT = 128;

    private static final byte[] NOTHING = {};

    private static final byte[] IS_TRUE = AsciiConstants.bytes("=true");

    /** What a list takes beside its items: brackets in quotes. */
    private static final int CLOSING_BYTES = 2;

    /** The finished line of JSON that is to be written. */
    public final Utf8JsonWriter json = new Utf8JsonWriter();

    private final LogfmtKeys keys = new LogfmtKeys();
    private final boolean isBare;
    private final char quote;
    private final byte[] truncated;
    private byte[] from = NOTHING;
    private int at;
    private int start;
    private int end;
    private boolean full;
    private boolean again;

    /**
     * Texts in these quotes.
     *
     * @param isBare whether texts stand without quotes where they can
     * @param truncated the member of the JSON line that says that something did not fit, without its value
     */
    public JsonToLogfmt(char quote, boolean isBare, byte[] truncated) {
        this.truncated = truncated;
        this.quote = quote;
        this.isBare = isBare;
    }

    /**
     * Appends the line. Where escapes make it too long it is written again, with texts cut, so that fields at its end,
     * such as the trace, do not pay for those before them.
     *
     * @param objectAt where its JSON object begins in {@link #json}; what stands before is copied as it is
     * @param maxBytes how long the line may be
     * @return false when something did not fit
     */
    public boolean write(int objectAt, int maxBytes, Utf8JsonWriter out) {
        from = json.array();
        end = out.position() + maxBytes - truncated.length - IS_TRUE.length;
        full = false;
        again = false;
        out.raw(from, 0, objectAt);
        start = out.position();
        members(objectAt, out);
        if (full) {
            out.rollback(start);
            again = true;
            members(objectAt, out);
            mark(out);
        }
        // A long line is not kept: see the writer's rewind.
        from = NOTHING;
        return !full;
    }

    private void members(int objectAt, Utf8JsonWriter out) {
        at = objectAt;
        keys.clear();
        members(out);
    }

    /** Says that something is missing, unless the line of JSON has said so already. */
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

    private void members(Utf8JsonWriter out) {
        int outer = keys.length();
        for (at++; from[at] != '}'; ) {
            at += from[at] == ',' ? 1 : 0;
            int key = at + 1;
            at = endOfString(at);
            keys.enter(from, key, at - 1);
            at++;
            member(out);
            keys.leave(outer);
        }
        at++;
    }

    private void member(Utf8JsonWriter out) {
        if (from[at] == '{' && from[at + 1] != '}' && keys.count() < MAX_FLAT) {
            members(out);
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
        if (from[at] == '"') {
            at = endOfString(at);
            text(first + 1, at - 1, out);
        } else if (from[at] == '{' || from[at] == '[') {
            at = endOfContainer(at);
            container(first + 1, at - 1, out);
        } else {
            while (from[at] != ',' && from[at] != '}') {
                at++;
            }
            out.raw(from, first, at);
        }
    }

    /** JSON in quotes, which is longer than JSON: what does not fit any more is left out item by item. */
    private void container(int itemsFrom, int itemsTo, Utf8JsonWriter out) {
        out.put(quote);
        out.raw(from, itemsFrom - 1, itemsFrom);
        for (int item = itemsFrom; item < itemsTo; ) {
            int mark = out.position();
            int next = endOfItem(item, itemsTo);
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

    /** The index of the comma behind the item, or where items end. */
    private int endOfItem(int item, int itemsTo) {
        int i = from[item] == ',' ? item + 1 : item;
        while (i < itemsTo && from[i] != ',') {
            i = from[i] == '"' ? endOfString(i) : from[i] == '{' || from[i] == '[' ? endOfContainer(i) : i + 1;
        }
        return i;
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

    /** Where a text has to end for that which follows to find the room that it takes in JSON. */
    private int endOfText(int textFrom, int textTo, Utf8JsonWriter out) {
        int following = json.position() - textTo;
        int asInJson = out.position() + 2 + textTo - textFrom;
        return Math.min(end, Math.max(end - following, asInJson));
    }

    /** The index behind the closing quote. */
    private int endOfString(int openingQuote) {
        int i = openingQuote + 1;
        while (from[i] != '"') {
            i += from[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    /** The index behind the closing bracket. */
    private int endOfContainer(int openingBracket) {
        int depth = 0;
        int i = openingBracket;
        do {
            byte b = from[i];
            if (b == '"') {
                i = endOfString(i);
            } else {
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
                i++;
            }
        } while (depth > 0);
        return i;
    }
}
