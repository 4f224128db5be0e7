package io.github.lokiline.json.internal.redact;

/**
 * Finds payment card numbers: 13 to 19 digits (ISO/IEC 7812), in one piece or in groups of three and more with one space
 * or dash between, whose last digit is right by Luhn's formula. Immutable.
 *
 * <p>Not found: numbers that start with 0, 1 or 7, which no network's cards do, but today's timestamps in milliseconds and
 * nanoseconds; digits beside a letter, as in hexadecimal ids; the decimals of a fraction. One in ten other numbers of that
 * length passes the formula by chance.
 */
final class CardNumberPattern extends LongNumberDetector {
    private static final int LEAST_DIGITS = 13;
    private static final int MOST_DIGITS = 19;
    private static final int LEAST_GROUP = 3;

    CardNumberPattern() {
        super(LEAST_DIGITS);
    }

    @Override
    boolean mayStart(String text, int at) {
        char c = text.charAt(at);
        if (c < '2' || c > '9' || c == '7') {
            return false;
        }
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        boolean isDecimals = before == '.' && at > 1 && isDigit(text.charAt(at - 2));
        return !isDecimals && !isWord(before);
    }

    @Override
    int end(String text, int start) {
        int end = start;
        int digits = 0;
        int group = 0;
        char gap = 0;
        // Luhn counts from the right, and the end is not known yet: both sums are kept.
        int doubledEven = 0;
        int doubledOdd = 0;
        for (int i = start; i < text.length() && digits <= MOST_DIGITS; i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                int digit = c - '0';
                int doubled = digit > 4 ? 2 * digit - 9 : 2 * digit;
                doubledEven += digits % 2 == 0 ? doubled : digit;
                doubledOdd += digits % 2 == 0 ? digit : doubled;
                digits++;
                group++;
                boolean isRight = (digits % 2 == 0 ? doubledEven : doubledOdd) % 10 == 0;
                if (isRight && isLength(digits) && endsWord(text, i + 1)) {
                    end = i + 1;
                }
            } else if (group >= LEAST_GROUP && isGap(c) && (gap == 0 || gap == c)) {
                gap = c;
                group = 0;
            } else {
                break;
            }
        }
        return end;
    }

    private static boolean isLength(int digits) {
        return digits >= LEAST_DIGITS && digits <= MOST_DIGITS;
    }

    private static boolean endsWord(String text, int at) {
        return at == text.length() || !isWord(text.charAt(at));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    @Override
    boolean isPart(char c) {
        return isDigit(c) || isGap(c);
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '-';
    }
}
