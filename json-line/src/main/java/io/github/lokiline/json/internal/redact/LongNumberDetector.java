package io.github.lokiline.json.internal.redact;

/**
 * Finds numbers that have at least so many characters and are right by a check digit of theirs. Immutable.
 *
 * <p>It looks at every so-manieth character only: a number that lies between two of them would be too short.
 */
abstract class LongNumberDetector implements RedactPattern {
    private final int leastChars;

    LongNumberDetector(int leastChars) {
        this.leastChars = leastChars;
    }

    /** Whether such a number may have the character, as a digit or as a gap. */
    abstract boolean isPart(char c);

    /** Whether such a number may start there; {@code leastChars} parts follow. */
    abstract boolean mayStart(String text, int at);

    /** Where the longest such number that starts there ends; the start itself when none does. */
    abstract int end(String text, int start);

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public final long find(String text, int from) {
        for (int i = from + leastChars - 1; i < text.length(); i += leastChars) {
            if (isPart(text.charAt(i))) {
                int end = partsEnd(text, i);
                long found = first(text, partsStart(text, i, from), end);
                if (found != MatchSpan.NONE) {
                    return found;
                }
                i = end;
            }
        }
        return MatchSpan.NONE;
    }

    private int partsStart(String text, int within, int from) {
        int start = within;
        while (start > from && isPart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private int partsEnd(String text, int within) {
        int end = within;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private long first(String text, int from, int to) {
        for (int start = from; start + leastChars <= to; start++) {
            if (mayStart(text, start)) {
                int end = end(text, start);
                if (end > start) {
                    return MatchSpan.of(start, end);
                }
            }
        }
        return MatchSpan.NONE;
    }
}
