package io.github.lokiline.testkit.internal.logql;

import io.github.lokiline.testkit.internal.wire.GoText;
import java.util.List;

/** Splits a query into tokens. Owned by one thread. */
final class LogqlLexer {

    enum Kind {
        NAME,
        STRING,
        /** A number, a duration or a size: {@code 200}, {@code 1.5s}, {@code 10KB}. */
        QUANTITY,
        SYMBOL,
        END
    }

    /** Longer ones first, so that {@code |=} is not read as {@code |} and {@code =}. */
    private static final List<String> SYMBOLS = List.of(
            "|=", "|~", "|>", "!=", "!~", "!>", "=~", "==", ">=", "<=", "=", ">", "<", "|", "{", "}", "(", ")", ",",
            "[", "]", "+", "*", "/", "^", "%", "-");

    private final String query;
    private int at;
    private int start;
    private Kind kind = Kind.END;
    private String text = "";

    LogqlLexer(String query) throws LogqlException {
        this.query = query;
        next();
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    /** Returns the token, a string without quotes and escapes. */
    String text() {
        return text;
    }

    /** Returns the token and advances. */
    String take() throws LogqlException {
        String taken = text;
        next();
        return taken;
    }

    boolean takeIf(String symbol) throws LogqlException {
        boolean is = is(symbol);
        if (is) {
            next();
        }
        return is;
    }

    boolean takeWord(String word) throws LogqlException {
        boolean is = isWord(word);
        if (is) {
            next();
        }
        return is;
    }

    void expect(String symbol) throws LogqlException {
        if (!takeIf(symbol)) {
            throw unexpected("expecting " + symbol);
        }
    }

    void next() throws LogqlException {
        skipSpaceAndComments();
        start = at;
        if (at >= query.length()) {
            kind = Kind.END;
            text = "";
            return;
        }
        char c = query.charAt(at);
        if (c == '"' || c == '`') {
            string(c);
        } else if (isDigit(c) || (c == '-' && at + 1 < query.length() && isDigit(query.charAt(at + 1)))) {
            word(Kind.QUANTITY);
        } else if (Character.isLetter(c) || c == '_') {
            word(Kind.NAME);
        } else {
            symbol();
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void word(Kind what) {
        at++;
        while (at < query.length() && isPart(query.charAt(at), what)) {
            at++;
        }
        kind = what;
        text = query.substring(start, at);
    }

    private static boolean isPart(char c, Kind what) {
        return Character.isLetterOrDigit(c) || c == '_' || (what == Kind.QUANTITY && c == '.');
    }

    private void symbol() throws LogqlException {
        for (String symbol : SYMBOLS) {
            if (query.startsWith(symbol, at)) {
                at += symbol.length();
                kind = Kind.SYMBOL;
                text = symbol;
                return;
            }
        }
        text = query.substring(at, at + 1);
        throw unexpected("");
    }

    private void string(char mark) throws LogqlException {
        at++;
        while (at < query.length() && query.charAt(at) != mark) {
            at += query.charAt(at) == '\\' && mark == '"' ? 2 : 1;
        }
        if (at >= query.length()) {
            throw error("literal not terminated");
        }
        String inner = query.substring(start + 1, at);
        at++;
        kind = Kind.STRING;
        text = mark == '`' ? inner : unescape(inner);
    }

    private String unescape(String inner) throws LogqlException {
        try {
            return GoText.unescape(inner, '"');
        } catch (IllegalArgumentException malformed) {
            throw error("invalid char escape");
        }
    }

    private void skipSpaceAndComments() {
        while (at < query.length() && (Character.isWhitespace(query.charAt(at)) || query.charAt(at) == '#')) {
            boolean comment = query.charAt(at) == '#';
            at++;
            while (comment && at < query.length() && query.charAt(at) != '\n') {
                at++;
            }
        }
    }

    LogqlException unexpected(String wanted) {
        String found = kind == Kind.END && at >= query.length() ? "$end" : text;
        return error("syntax error: unexpected " + found + (wanted.isEmpty() ? "" : ", " + wanted));
    }

    private LogqlException error(String why) {
        String before = query.substring(0, Math.min(start, query.length()));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return LogqlException.syntax(line, before.length() - before.lastIndexOf('\n'), why);
    }
}
