package io.github.lokiline.json.internal.redact;

/** A text whose secrets are being masked, and the length that can be shown. Owned by one call. */
final class Redaction {
    private String text;
    private int shown;

    Redaction(String text, int shown) {
        this.text = text;
        this.shown = shown;
    }

    String text() {
        return text;
    }

    /** Returns the part that can be shown, cut between code points. */
    String shown() {
        boolean tears = shown > 0 && shown < text.length() && Character.isHighSurrogate(text.charAt(shown - 1));
        return text.substring(0, tears ? shown - 1 : shown);
    }

    /** Masks the matches of a pattern, beginning with the first. */
    void mask(RedactPattern pattern, long first) {
        if (first == MatchSpan.NONE) {
            return;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int limit = shown;
        int from = 0;
        for (long span = first; span != MatchSpan.NONE; span = pattern.find(text, from)) {
            int start = MatchSpan.start(span);
            masked.append(text, from, start).append(Redactor.MASK);
            from = MatchSpan.end(span);
            if (start < limit) {
                // A secret that begins in the visible part ends there too, as its mask.
                shown = from <= limit ? shown - (from - start) + Redactor.MASK.length() : masked.length();
            }
        }
        text = masked.append(text, from, text.length()).toString();
    }
}
