package io.github.lokiline.json.internal.redact;

/**
 * Finds numbers with a minimum length and a valid check digit. Immutable.
 *
 * <p>Only one character in each minimum length is read: a number between two of them would be too short.
 */
abstract class LongNumberDetector implements RedactPattern {
    private final int leastChars;

    LongNumberDetector(int leastChars) {
        this.leastChars = leastChars;
    }

    /** Returns whether a number may hold the character, as a digit or a gap. */
    abstract boolean isPart(char c);

    /** Returns whether a number may start at a position that at least {@code leastChars} parts follow. */
    abstract boolean mayStart(String text, int at);

    /** Returns the end of the longest number from a position; the position if there is none. */
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
