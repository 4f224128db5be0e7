package io.github.lokiline.json.internal.logfmt;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/**
 * Converts the texts of a finished JSON line to logfmt, byte by byte. Stateless.
 *
 * <p>A text in double quotes is escaped as in JSON, which the readers of logfmt, including Loki's, accept. Characters
 * that JSON does not escape but a terminal interprets (DEL, the controls from U+0080 to U+009F, the separators U+2028
 * and U+2029) are escaped here.
 */
final class LogfmtQuoting {
    private static final int DEL = 0x7f;

    private LogfmtQuoting() {}

    /** Returns the bytes of the character or escape at {@code i} of an escaped text. */
    static int size(byte[] json, int i) {
        int first = json[i] & 0xff;
        if (first == '\\') {
            return json[i + 1] == 'u' ? 6 : 2;
        }
        return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    }

    /** Returns whether a key may contain the character. */
    static boolean isKey(byte[] json, int i, int size) {
        int first = json[i] & 0xff;
        boolean isReplacement = first == 0xef && (json[i + 1] & 0xff) == 0xbf && (json[i + 2] & 0xff) == 0xbd;
        return size == 1 ? isBare(first) : first != '\\' && !isReplacement && control(json, i, size) < 0;
    }

    /** Returns whether the text needs no quotes: printable ASCII other than {@code null}. */
    static boolean isBare(byte[] json, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isBare(json[i] & 0xff)) {
                return false;
            }
        }
        boolean isNull = to - from == 4
                && json[from] == 'n'
                && json[from + 1] == 'u'
                && json[from + 2] == 'l'
                && json[to - 1] == 'l';
        return from < to && !isNull;
    }

    private static boolean isBare(int c) {
        return c > ' ' && c < DEL && c != '"' && c != '=' && c != '\\';
    }

    /** Writes an escaped JSON text in quotes. */
    static void quoted(byte[] json, int from, int to, char quote, Utf8JsonWriter out) {
        out.put(quote);
        for (int i = from; i < to; ) {
            int plain = i;
            while (i < to && isPlain(json[i], quote)) {
                i++;
            }
            out.raw(json, plain, i);
            if (i < to) {
                int size = size(json, i);
                character(json, i, size, quote, out);
                i += size;
            }
        }
        out.put(quote);
    }

    /** Returns whether a byte stays as it is: it begins neither an escape nor a character that may be a control. */
    private static boolean isPlain(byte b, char quote) {
        return b >= 0 ? b != '\\' && b != quote && b != DEL : b != (byte) 0xc2 && b != (byte) 0xe2;
    }

    /** Writes an escaped JSON text in quotes, as many characters as fit before {@code end}. */
    static void quotedUpTo(int end, byte[] json, int from, int to, char quote, Utf8JsonWriter out) {
        out.put(quote);
        for (int i = from; i < to; ) {
            int mark = out.position();
            int size = size(json, i);
            character(json, i, size, quote, out);
            if (out.position() >= end) {
                out.rollback(mark);
                break;
            }
            i += size;
        }
        out.put(quote);
    }

    private static void character(byte[] json, int i, int size, char quote, Utf8JsonWriter out) {
        int control = control(json, i, size);
        boolean isFreeQuote = isFreeQuote(json, i, quote);
        if (control >= 0 || isFreeQuote || json[i] == quote) {
            escaped(control, isFreeQuote, quote, out);
        } else {
            out.raw(json, i, i + size);
        }
    }

    /** Returns whether a double quote needs no escape, since it is within single ones. */
    private static boolean isFreeQuote(byte[] json, int i, char quote) {
        return quote == '\'' && json[i] == '\\' && json[i + 1] == '"';
    }

    private static void escaped(int control, boolean isFreeQuote, char quote, Utf8JsonWriter out) {
        if (control >= 0) {
            out.unicode((char) control);
        } else if (isFreeQuote) {
            out.put('"');
        } else {
            out.put('\\');
            out.put(quote);
        }
    }

    /** Writes JSON as a part of a quoted text. */
    static void escapedJson(byte[] json, int from, int to, char quote, Utf8JsonWriter out) {
        for (int i = from; i < to; ) {
            // Escapes of the JSON are text here: each backslash is escaped.
            int size = json[i] == '\\' ? 1 : size(json, i);
            int control = control(json, i, size);
            if (control >= 0) {
                out.unicode((char) control);
            } else {
                if (json[i] == quote || json[i] == '\\') {
                    out.put('\\');
                }
                out.raw(json, i, i + size);
            }
            i += size;
        }
    }

    /** Returns the character at {@code i} if it must be escaped, else -1. */
    private static int control(byte[] json, int i, int size) {
        int first = json[i] & 0xff;
        if (size == 1) {
            return first == DEL ? DEL : -1;
        }
        if (first == 0xc2 && (json[i + 1] & 0xff) < 0xa0) {
            return json[i + 1] & 0xff;
        }
        boolean isSeparator = first == 0xe2 && (json[i + 1] & 0xff) == 0x80 && (json[i + 2] & 0xfe) == 0xa8;
        return isSeparator ? 0x2000 | (json[i + 2] & 0x3f) : -1;
    }
}
