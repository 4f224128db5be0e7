package io.github.lokiline.json.internal.redact;

/**
 * Finds international bank account numbers (ISO 13616): two capital letters, two check digits and 11 to 30 letters or
 * digits, in one piece or with single spaces between, that leave 1 when divided by 97. Immutable.
 */
final class IbanPattern extends LongNumberDetector {
    private static final int LEAST_CHARS = 15;
    private static final int MOST_CHARS = 34;
    private static final int HEAD = 4;
    private static final int DIVISOR = 97;

    IbanPattern() {
        super(LEAST_CHARS);
    }

    @Override
    boolean mayStart(String text, int at) {
        return isLetter(text.charAt(at))
                && isLetter(text.charAt(at + 1))
                && isDigit(text.charAt(at + 2))
                && isDigit(text.charAt(at + 3))
                && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
    }

    @Override
    int end(String text, int start) {
        int end = start;
        int chars = HEAD;
        int rest = 0;
        for (int i = start + HEAD; i < text.length() && chars < MOST_CHARS; i++) {
            char c = text.charAt(i);
            if (c == ' ' && text.charAt(i - 1) != ' ') {
                continue;
            }
            if (!isPart(c) || c == ' ') {
                break;
            }
            rest = append(c, rest);
            chars++;
            if (chars >= LEAST_CHARS && endsWord(text, i + 1) && withHead(text, start, rest) == 1) {
                end = i + 1;
            }
        }
        return end;
    }

    /** Appends the first four characters, which ISO 13616 counts last. */
    private static int withHead(String text, int start, int rest) {
        int all = rest;
        for (int i = start; i < start + HEAD; i++) {
            all = append(text.charAt(i), all);
        }
        return all;
    }

    /** Appends a digit, or a letter as a number from 10 to 35. */
    private static int append(char c, int rest) {
        return isDigit(c) ? (rest * 10 + c - '0') % DIVISOR : (rest * 100 + c - 'A' + 10) % DIVISOR;
    }

    private static boolean endsWord(String text, int at) {
        return at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }

    @Override
    boolean isPart(char c) {
        return isLetter(c) || isDigit(c) || c == ' ';
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
