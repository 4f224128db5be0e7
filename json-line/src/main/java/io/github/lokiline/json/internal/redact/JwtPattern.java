package io.github.lokiline.json.internal.redact;

/**
 * Finds JSON web tokens (RFC 7515, section 7.1): three parts in base64url with dots between. The first begins with an
 * object, the third is empty without a signature. Immutable.
 */
final class JwtPattern implements RedactPattern {
    /** A brace and a quote in base64. */
    private static final String START = "eyJ";

    @Override
    public long find(String text, int from) {
        int start = text.indexOf(START, from);
        while (start >= 0) {
            int header = partEnd(text, start);
            int payload = isDot(text, header) ? partEnd(text, header + 1) : header;
            if (payload > header + 1 && isDot(text, payload)) {
                return MatchSpan.of(start, partEnd(text, payload + 1));
            }
            start = text.indexOf(START, header);
        }
        return MatchSpan.NONE;
    }

    private static boolean isDot(String text, int at) {
        return at < text.length() && text.charAt(at) == '.';
    }

    private static int partEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
