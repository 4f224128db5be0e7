package io.github.lokiline.testkit.internal.logql.stage;

import io.github.lokiline.testkit.internal.wire.JsonReader;
import io.github.lokiline.testkit.internal.wire.JsonReader.MalformedJsonException;
import io.github.lokiline.testkit.internal.wire.Utf8;

/**
 * Iterates over the pairs of a logfmt line, {@code level=warn msg="slow answer" retry}. Owned by one thread.
 *
 * <p>Lenient like Loki: an unreadable pair is skipped up to the next space, a key without {@code =} has an empty value.
 */
public final class LogfmtReader {

    private final String line;
    private int at;
    private String key = "";
    private String value = "";

    public LogfmtReader(String line) {
        this.line = line;
    }

    public String key() {
        return key;
    }

    public String value() {
        return value;
    }

    /** Advances to the next readable pair; returns {@code false} at the end of the line. */
    public boolean next() {
        while (skipSpace()) {
            if (pair()) {
                return true;
            }
            skipToSpace();
        }
        return false;
    }

    private boolean skipSpace() {
        while (at < line.length() && line.charAt(at) <= ' ') {
            at++;
        }
        return at < line.length();
    }

    private void skipToSpace() {
        while (at < line.length() && line.charAt(at) > ' ') {
            at++;
        }
    }

    private boolean pair() {
        key = bare();
        value = "";
        boolean readable = !key.isEmpty() && key.codePoints().noneMatch(Utf8::isRuneError);
        if (at < line.length() && line.charAt(at) == '=') {
            at++;
            return readable && readValue();
        }
        return readable && atEndOfWord();
    }

    private boolean readValue() {
        if (at < line.length() && line.charAt(at) == '"') {
            return quotedValue();
        }
        value = bare();
        return atEndOfWord();
    }

    /** Reads up to a space, {@code =} or a quote. */
    private String bare() {
        int start = at;
        while (at < line.length() && line.charAt(at) > ' ' && line.charAt(at) != '=' && line.charAt(at) != '"') {
            at++;
        }
        return line.substring(start, at);
    }

    private boolean atEndOfWord() {
        return at >= line.length() || line.charAt(at) <= ' ';
    }

    private boolean quotedValue() {
        int start = ++at;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= line.length()) {
            at = line.length();
            return false;
        }
        at++;
        return unquote(line.substring(start, at - 1));
    }

    /** Resolves escapes as in JSON. */
    private boolean unquote(String quoted) {
        try {
            value = quoted.indexOf('\\') < 0 ? quoted : new JsonReader('"' + quoted + '"').string();
            return true;
        } catch (MalformedJsonException unreadable) {
            return false;
        }
    }
}
