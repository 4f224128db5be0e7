package io.github.lokiline.json.internal.redact;

/**
 * Finds the token behind the word {@code Bearer} (RFC 6750, section 2.1), whatever its case; the word stays. Immutable.
 */
final class BearerTokens implements SecretPattern {
    private static final String WORD = "bearer";

    @Override
    public long find(String text, int from) {
        long lower = find(text, from, "earer");
        // Schemes have no case (RFC 9110, section 11.1); these two spellings of it are cheap to search for.
        long upper = find(text, from, "EARER");
        return lower == Span.NONE || (upper != Span.NONE && upper < lower) ? upper : lower;
    }

    private static long find(String text, int from, String tail) {
        for (int at = text.indexOf(tail, from); at >= 0; at = text.indexOf(tail, at + 1)) {
            int start = blanksEnd(text, at + tail.length());
            int end = tokenEnd(text, start);
            if (start > at + tail.length() && end > start && isWord(text, at - 1)) {
                return Span.of(start, end);
            }
        }
        return Span.NONE;
    }

    private static boolean isWord(String text, int at) {
        return text.regionMatches(true, at, WORD, 0, WORD.length())
                && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
    }

    private static int blanksEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    private static int tokenEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isToken(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isToken(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/=".indexOf(c) >= 0;
    }
}
