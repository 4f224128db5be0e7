package io.github.lokiline.json.internal.redact;

/**
 * Finds common e-mail addresses: letters, digits and {@code . _ % + ' -} before the at sign, after it two or more parts,
 * the last of at least two letters and nothing else. Immutable.
 */
final class EmailPattern implements RedactPattern {
    @Override
    public long find(String text, int from) {
        int least = from;
        for (int at = text.indexOf('@', from); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = start(text, at, least);
            int end = end(text, at + 1);
            if (start < at && end > at) {
                return MatchSpan.of(start, end);
            }
            least = at + 1;
        }
        return MatchSpan.NONE;
    }

    private static int start(String text, int at, int least) {
        int start = at;
        while (start > least && isLocal(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Returns the end of the longest domain from a position; -1 if there is none. */
    private static int end(String text, int start) {
        int end = -1;
        int part = start;
        for (int i = start; i <= text.length(); i++) {
            char c = i == text.length() ? ' ' : text.charAt(i);
            if (c != '.' && isDomain(c)) {
                continue;
            }
            if (part > start && isTop(text, part, i)) {
                end = i;
            }
            if (c != '.' || i == part) {
                break;
            }
            part = i + 1;
        }
        return end;
    }

    private static boolean isTop(String text, int from, int to) {
        boolean isEncoded = text.startsWith("xn--", from);
        for (int i = from; i < to && !isEncoded; i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return to - from >= 2;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || "._%+'-".indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '-';
    }
}
