package io.github.lokiline.json.internal.redact;

/**
 * Finds the longest text that each match of a regex must hold, so that most texts need not be matched. Owned by its
 * caller. An empty text is always right, so that rare syntax is not read.
 */
final class LiteralPrefilter {
    /** Escapes for a class or a position, without parameters. */
    private static final String CLASSES = "dDwWsShHvVbBAzZGR";

    private final StringBuilder run = new StringBuilder();
    private final String regex;
    private String longest = "";
    private int depth;
    private int at;

    private LiteralPrefilter(String regex) {
        this.regex = regex;
    }

    /** Returns the text, or an empty one; the regex must be valid. */
    static String of(String regex) {
        LiteralPrefilter reader = new LiteralPrefilter(regex);
        return reader.read() ? reader.longest : "";
    }

    /** Returns false if the regex has syntax that is not read. */
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
            // Groups are not read anyway.
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
            // Quotations, properties, code points and references are rare.
            return false;
        }
        return literal(escaped);
    }

    /** Returns whether a group begins with inline flags, which may ignore case or blanks. */
    private boolean setsFlags() {
        return regex.startsWith("?", at + 1)
                && at + 2 < regex.length()
                && (Character.isLetter(regex.charAt(at + 2)) || regex.charAt(at + 2) == '-');
    }

    /** Removes the last character from the run: it may be missing. */
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

    /** Skips a character class; returns false for one that begins with a bracket or holds a quotation. */
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
