package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.field.PatternTimestamp;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Splits a pattern of {@link DateTimeFormatter} around its fraction of the second. Stateless. */
final class JavaPatternParser {
    private static final String REMEDY = "write one run of S, as in yyyy-MM-dd HH:mm:ss.SSS";

    private JavaPatternParser() {}

    static PatternTimestamp.Parts parts(String pattern) throws InvalidPropertyException {
        int from = unquoted('S', pattern, 0);
        if (from < 0) {
            return new PatternTimestamp.Parts(formatter(pattern), 0, formatter(""));
        }
        int to = from;
        while (to < pattern.length() && pattern.charAt(to) == 'S') {
            to++;
        }
        if (to - from > 9) {
            throw new InvalidPropertyException("more than 9 digits of the second", REMEDY);
        }
        return new PatternTimestamp.Parts(
                formatter(pattern.substring(0, from)), to - from, formatter(pattern.substring(to)));
    }

    /** Rejects a second fraction and the letters that count nanoseconds or milliseconds: only one fraction is formatted anew. */
    private static DateTimeFormatter formatter(String pattern) throws InvalidPropertyException {
        for (char letter : new char[] {'S', 'n', 'N', 'A'}) {
            if (unquoted(letter, pattern, 0) >= 0) {
                throw new InvalidPropertyException("a second fraction of the second (" + letter + ")", REMEDY);
            }
        }
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    private static int unquoted(char letter, String pattern, int from) {
        boolean quoted = false;
        for (int i = from; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == letter && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
