package io.github.lokiline.json.internal.redact;

import java.util.Arrays;

/**
 * Finds the token after the word {@code Bearer} (RFC 6750, section 2.1) in any case; the word stays. Immutable.
 */
final class BearerTokenPattern implements RedactPattern {
    private static final String WORD = "bearer";
    private static final int LENGTH = WORD.length();
    private static final int ASCII = 128;

    /** The distance that the search moves on if it finds a character in place of the blank after the word. */
    private static final byte[] MOVES = moves();

    /** Searches with Horspool's algorithm, which skips several characters at once in most texts. */
    @Override
    public long find(String text, int from) {
        int at = from + LENGTH;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' && isWord(text, at - LENGTH)) {
                int start = blanksEnd(text, at);
                int end = tokenEnd(text, start);
                if (end > start && !isWordAgain(text, start, end)) {
                    return MatchSpan.of(start, end);
                }
            }
            at += c < ASCII ? MOVES[c] : LENGTH + 1;
        }
        return MatchSpan.NONE;
    }

    /** Compares without case (RFC 9110, section 11.1). */
    private static boolean isWord(String text, int at) {
        return text.regionMatches(true, at, WORD, 0, LENGTH)
                && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
    }

    /** Returns whether the token is the word once more, as clients send it that add the word to a token that has it. */
    private static boolean isWordAgain(String text, int start, int end) {
        return end - start == LENGTH && end < text.length() && text.charAt(end) == ' ' && isWord(text, start);
    }

    private static byte[] moves() {
        byte[] moves = new byte[ASCII];
        Arrays.fill(moves, (byte) (LENGTH + 1));
        for (int i = 0; i < LENGTH; i++) {
            moves[WORD.charAt(i)] = (byte) (LENGTH - i);
            moves[Character.toUpperCase(WORD.charAt(i))] = (byte) (LENGTH - i);
        }
        return moves;
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
