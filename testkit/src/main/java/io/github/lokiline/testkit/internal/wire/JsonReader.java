package io.github.lokiline.testkit.internal.wire;

/**
 * A cursor over one JSON document; strict as RFC 8259, and also rejects lone surrogate escapes. Owned by one thread.
 *
 * <p>Usage: {@link #beginObject}, {@link #nextName}, a value, and so on. Text after the document is ignored. Bytes in
 * strings that are not UTF-8 are preserved (see {@link Utf8}).
 */
public final class JsonReader {

    /** The kind of the next value. */
    public enum Kind {
        STRING,
        NUMBER,
        BOOLEAN,
        NULL,
        OBJECT,
        ARRAY
    }

    /** Malformed JSON and its position. Immutable. */
    public static final class MalformedJsonException extends Exception {

        private static final long serialVersionUID = 1;

        private final int offset;

        MalformedJsonException(String message, int offset) {
            super(message);
            this.offset = offset;
        }

        int offset() {
            return offset;
        }
    }

    private static final int END_OF_DOCUMENT = -1;
    private static final int MAX_DEPTH = 1000;

    private final String json;
    private int at;

    public JsonReader(String json) {
        this.json = json;
    }

    int offset() {
        return at;
    }

    String json() {
        return json;
    }

    boolean atEnd() {
        skipSpace();
        return at >= json.length();
    }

    public Kind peekKind() throws MalformedJsonException {
        skipSpace();
        int c = peek();
        return switch (c) {
            case '"' -> Kind.STRING;
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            default -> {
                if (c == '-' || (c >= '0' && c <= '9')) {
                    yield Kind.NUMBER;
                }
                throw malformed("expected a value");
            }
        };
    }

    public void beginObject() throws MalformedJsonException {
        expect('{');
    }

    public void beginArray() throws MalformedJsonException {
        expect('[');
    }

    /** Returns whether the object has another member; if not, the cursor is after its brace. */
    public boolean hasNextMember(boolean first) throws MalformedJsonException {
        return hasNext(first, '}');
    }

    /** Returns whether the array has another element; if not, the cursor is after its bracket. */
    public boolean hasNextElement(boolean first) throws MalformedJsonException {
        return hasNext(first, ']');
    }

    private boolean hasNext(boolean first, char close) throws MalformedJsonException {
        skipSpace();
        if (peek() == close) {
            at++;
            return false;
        }
        if (!first) {
            expect(',');
        }
        return true;
    }

    /** Returns the name of the member that {@link #hasNextMember} found. */
    public String nextName() throws MalformedJsonException {
        skipSpace();
        String name = string();
        expect(':');
        return name;
    }

    public String string() throws MalformedJsonException {
        expect('"');
        StringBuilder text = new StringBuilder();
        for (int c = peek(); c != '"'; c = peek()) {
            if (c == END_OF_DOCUMENT) {
                throw malformed("unterminated string");
            }
            if (c < ' ') {
                throw malformed("invalid control character found: " + c);
            }
            at++;
            if (c == '\\') {
                escape(text);
            } else {
                text.append((char) c);
            }
        }
        at++;
        return text.toString();
    }

    private void escape(StringBuilder text) throws MalformedJsonException {
        int letter = peek();
        at++;
        int simple = "\"\\/bfnrt".indexOf(letter);
        if (simple >= 0) {
            text.append("\"\\/\b\f\n\r\t".charAt(simple));
        } else if (letter == 'u') {
            unicode(text);
        } else {
            throw malformed("invalid escape char after \\");
        }
    }

    private void unicode(StringBuilder text) throws MalformedJsonException {
        char unit = hex();
        text.append(unit);
        if (Character.isHighSurrogate(unit) && json.startsWith("\\u", at)) {
            at += 2;
            char low = hex();
            text.append(low);
            if (!Character.isLowSurrogate(low)) {
                throw malformed("lone surrogate");
            }
        } else if (Character.isSurrogate(unit)) {
            throw malformed("lone surrogate");
        }
    }

    private char hex() throws MalformedJsonException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = peek();
            int digit = c < 0x80 && c >= 0 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw malformed("expects 0~9 or a~f");
            }
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }

    /** Skips one value and returns its text in the document. */
    public String raw() throws MalformedJsonException {
        skipSpace();
        int from = at;
        skipValue(0);
        return json.substring(from, at);
    }

    private void skipValue(int depth) throws MalformedJsonException {
        if (depth > MAX_DEPTH) {
            throw malformed("exceeded max depth");
        }
        switch (peekKind()) {
            case STRING -> string();
            case NUMBER -> number();
            case BOOLEAN -> word(peek() == 't' ? "true" : "false");
            case NULL -> word("null");
            case OBJECT -> skipObject(depth);
            case ARRAY -> skipArray(depth);
        }
    }

    private void skipObject(int depth) throws MalformedJsonException {
        beginObject();
        for (boolean first = true; hasNextMember(first); first = false) {
            nextName();
            skipValue(depth + 1);
        }
    }

    private void skipArray(int depth) throws MalformedJsonException {
        beginArray();
        for (boolean first = true; hasNextElement(first); first = false) {
            skipValue(depth + 1);
        }
    }

    private void number() throws MalformedJsonException {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
    }

    private void digits() throws MalformedJsonException {
        if (peek() < '0' || peek() > '9') {
            throw malformed("invalid number");
        }
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
    }

    private void word(String word) throws MalformedJsonException {
        if (!json.startsWith(word, at)) {
            throw malformed("expect " + word);
        }
        at += word.length();
    }

    private void expect(char wanted) throws MalformedJsonException {
        skipSpace();
        if (peek() != wanted) {
            throw malformed("expect " + wanted + ", but found " + found());
        }
        at++;
    }

    private String found() {
        return at < json.length() ? Character.toString(json.codePointAt(at)) : "the end";
    }

    private void skipSpace() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    private int peek() {
        return at < json.length() ? json.charAt(at) : END_OF_DOCUMENT;
    }

    private MalformedJsonException malformed(String why) {
        return new MalformedJsonException(why, at);
    }
}
