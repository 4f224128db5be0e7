package io.github.lokiline.json.internal.redact;

import java.util.List;

/**
 * Masks secrets in texts before they are written. Thread-safe.
 *
 * <pre>{@code
 * new Redactor(List.of(RedactPattern.named("bearer")), false)
 *         .redact("sent Bearer abc", 100, () -> {});   // sent Bearer ***
 * }</pre>
 *
 * <p>A text that cannot be matched is replaced as a whole: it might hold a secret.
 */
public final class Redactor {
    /** The text in place of a secret. */
    static final String MASK = "***";

    /** The characters after the visible part that are read to find the end of a secret. */
    static final int LOOKAHEAD = 4096;

    private final RedactPattern[] patterns;
    private final boolean withoutAnsi;

    /**
     * Creates a redactor.
     *
     * @param patterns the secrets
     * @param withoutAnsi true to remove the escape sequences of terminals, also where they split a secret
     */
    public Redactor(List<RedactPattern> patterns, boolean withoutAnsi) {
        this.patterns = patterns.toArray(new RedactPattern[0]);
        this.withoutAnsi = withoutAnsi;
    }

    /** Returns the text without what is removed from all texts; the same object if there is nothing of it. */
    public String cleaned(String text) {
        return withoutAnsi ? AnsiEscapes.removed(text) : text;
    }

    /**
     * Masks the secrets of a text.
     *
     * @param text any text
     * @param room the most characters that can be shown; the rest is left out, so that no secret is split there and a
     *     huge text costs no more than its visible part
     * @param failed runs if the text cannot be matched, to count it
     * @return the same object if there is nothing to mask or leave out
     */
    public String redact(String text, int room, Runnable failed) {
        try {
            return masked(cleaned(text), Math.max(0, room));
        } catch (RegexPattern.RedactionException failure) {
            failed.run();
            return "<error: redactPatterns: " + failure.getMessage() + ">";
        }
    }

    private String masked(String text, int room) {
        boolean isLong = text.length() > room;
        String seen = isLong ? text.substring(0, (int) Math.min(text.length(), (long) room + LOOKAHEAD)) : text;
        for (int i = 0; i < patterns.length; i++) {
            long span = patterns[i].find(seen, 0);
            if (span != MatchSpan.NONE) {
                return rest(i, span, new Redaction(seen, Math.min(text.length(), room)));
            }
        }
        return isLong ? new Redaction(seen, room).shown() : text;
    }

    /** Masks the matches of the first pattern that has one, and of those after it. */
    private String rest(int first, long span, Redaction redaction) {
        redaction.mask(patterns[first], span);
        for (int i = first + 1; i < patterns.length; i++) {
            redaction.mask(patterns[i], patterns[i].find(redaction.text(), 0));
        }
        return redaction.shown();
    }
}
