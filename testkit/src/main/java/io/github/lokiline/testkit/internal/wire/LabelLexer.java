package io.github.lokiline.testkit.internal.wire;

import java.util.List;

/** Splits label text into tokens, with PromQL's errors. Owned by one thread. */
final class LabelLexer {

    enum Kind {
        NAME("identifier"),
        STRING("string"),
        LEFT_BRACE(""),
        RIGHT_BRACE(""),
        COMMA(""),
        EQUALS(""),
        OTHER(""),
        END("end of input");

        private final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    private static final int END_OF_TEXT = -1;

    private final String text;
    private int at;
    private int start;
    private boolean inBraces;
    private Kind kind = Kind.END;
    private String value = "";

    LabelLexer(String text) throws RefusedPushException {
        this.text = text;
        next();
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Returns the name, or the string without quotes and escapes. */
    String text() {
        return value;
    }

    void next() throws RefusedPushException {
        skipSpaceAndComments();
        start = at;
        int c = peek();
        if (c == END_OF_TEXT) {
            end();
        } else if (isNameStart(c)) {
            name();
        } else if (c == '"' || c == '\'' || c == '`') {
            string((char) c);
        } else {
            punctuation(c);
        }
    }

    private void end() throws RefusedPushException {
        if (inBraces) {
            throw error("unexpected end of input inside braces");
        }
        kind = Kind.END;
        value = "";
    }

    private void name() {
        while (isNameStart(peek()) || (peek() >= '0' && peek() <= '9')) {
            at++;
        }
        kind = Kind.NAME;
        value = text.substring(start, at);
    }

    private boolean isNameStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c == ':' && !inBraces);
    }

    private void string(char mark) throws RefusedPushException {
        at++;
        for (int c = peek(); c != mark; c = peek()) {
            if (Utf8.isRuneError(c)) {
                throw error("invalid UTF-8 rune");
            }
            if (c == END_OF_TEXT || (c == '\n' && mark != '`')) {
                throw error(mark == '`' ? "unterminated raw string" : "unterminated quoted string");
            }
            boolean escape = c == '\\' && mark != '`' && at + 1 < text.length();
            at += escape ? 2 : Character.charCount(c);
        }
        String inner = text.substring(start + 1, at);
        at++;
        kind = Kind.STRING;
        value = mark == '`' ? inner.replace("\r", "") : unescape(inner, mark);
    }

    private String unescape(String inner, char mark) throws RefusedPushException {
        try {
            return GoText.unescape(inner, mark);
        } catch (IllegalArgumentException malformed) {
            throw error(String.valueOf(malformed.getMessage()));
        }
    }

    private void punctuation(int c) throws RefusedPushException {
        at += Character.charCount(c);
        kind = switch (c) {
            case '{' -> Kind.LEFT_BRACE;
            case '}' -> Kind.RIGHT_BRACE;
            case ',' -> Kind.COMMA;
            case '=' -> Kind.EQUALS;
            default -> Kind.OTHER;
        };
        if (kind == Kind.OTHER) {
            throw error(
                    inBraces
                            ? "unexpected character inside braces: " + GoText.quote(c)
                            : "unexpected character: " + GoText.quote(c));
        }
        if (kind == Kind.LEFT_BRACE && inBraces) {
            throw error("unexpected left brace " + GoText.quote(c));
        }
        inBraces = kind == Kind.LEFT_BRACE || (inBraces && kind != Kind.RIGHT_BRACE);
        value = text.substring(start, at);
    }

    private void skipSpaceAndComments() {
        while (peek() == '#'
                || List.of((int) ' ', (int) '\t', (int) '\n', (int) '\r').contains(peek())) {
            boolean comment = peek() == '#';
            at++;
            while (comment && peek() != END_OF_TEXT && peek() != '\n') {
                at++;
            }
        }
    }

    private int peek() {
        return at < text.length() ? text.codePointAt(at) : END_OF_TEXT;
    }

    /** Creates the grammar's error for a token that is not allowed here. */
    RefusedPushException unexpected(String where, String wanted) {
        String shown = text.substring(start, at);
        String token = kind == Kind.END
                ? kind.description
                : kind.description + (kind.description.isEmpty() ? "" : " ") + GoText.quote(shown);
        return error("unexpected " + token + (where.isEmpty() ? "" : " in " + where)
                + (wanted.isEmpty() ? "" : ", expected " + wanted));
    }

    private RefusedPushException error(String why) {
        String before = text.substring(0, start);
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        int column = 1 + Utf8.length(before.substring(before.lastIndexOf('\n') + 1));
        return RefusedPushException.malformed(
                "couldn't parse labels: " + line + ":" + column + ": parse error: " + why);
    }
}
