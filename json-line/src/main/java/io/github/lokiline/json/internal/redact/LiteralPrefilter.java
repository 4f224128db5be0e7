package io.github.lokiline.json.internal.redact;

/**
 * Reads out of a regex the longest text that each match must hold, so that most texts need not be matched. Owned by its
 * caller. It gives up early: an empty answer is always right.
 */
final class LiteralPrefilter {
    /** Escapes that stand for a class or a place, and need nothing behind them. */
    private static final String CLASSES = "dDwWsShHvVbBAzZGR";

    private final StringBuilder run = new StringBuilder();
    private final String regex;
    private String longest = "";
    private int depth;
    private int at;

    private LiteralPrefilter(String regex) {
        this.regex = regex;
    }

    /** The text; empty when none was found. The regex is known to compile. */
    static String of(String regex) {
        LiteralPrefilter reader = new LiteralPrefilter(regex);
        return reader.read() ? reader.longest : "";
    }

    /** Answers false where the regex is beyond us. */
    private boolean read() {
        while (at < regex.length()) {
            if (!one(regex.charAt(at))) {
                return false;
            }
            at++;
        }
        endRun();
        return true;
    }

    private boolean one(char c) {
        return switch (c) {
            case '\\' -> escape();
            case '[' -> skipClass();
            case '(' -> open();
            case ')' -> close();
            // What stands in a group is not read anyway.
            case '|' -> depth > 0;
            case '?', '*', '{' -> optional(c);
            case '.', '^', '$', '+' -> endRun();
            default -> literal(c);
        };
    }

    private boolean open() {
        depth++;
        return endRun() && !setsFlags();
    }

    private boolean close() {
        depth--;
        return true;
    }

    private boolean literal(char c) {
        if (depth == 0) {
            run.append(c);
        }
        return true;
    }

    private boolean endRun() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
        return true;
    }

    private boolean escape() {
        char escaped = regex.charAt(++at);
        if (CLASSES.indexOf(escaped) >= 0) {
            return endRun();
        }
        if (Character.isLetterOrDigit(escaped)) {
            // Quotations, properties, code points, references: rare enough not to be read.
            return false;
        }
        return literal(escaped);
    }

    /** Inline flags may turn case or even blanks into something else. */
    private boolean setsFlags() {
        return regex.startsWith("?", at + 1)
                && at + 2 < regex.length()
                && (Character.isLetter(regex.charAt(at + 2)) || regex.charAt(at + 2) == '-');
    }

    /** The last character may be missing. */
    private boolean optional(char quantifier) {
        if (run.length() > 0) {
            run.setLength(run.offsetByCodePoints(run.length(), -1));
        }
        endRun();
        if (quantifier == '{') {
            at = regex.indexOf('}', at);
        }
        return at >= 0;
    }

    /** To the bracket that closes this one; a class that begins with a bracket of its own is left alone. */
    private boolean skipClass() {
        endRun();
        if (regex.startsWith("[]", at) || regex.startsWith("[^]", at) || regex.startsWith("\\Q", at)) {
            return false;
        }
        int open = 0;
        for (; at < regex.length(); at++) {
            char c = regex.charAt(at);
            if (c == '\\') {
                if (regex.startsWith("\\Q", at)) {
                    return false;
                }
                at++;
            } else if (c == '[') {
                open++;
            } else if (c == ']' && --open == 0) {
                return true;
            }
        }
        return false;
    }
}
