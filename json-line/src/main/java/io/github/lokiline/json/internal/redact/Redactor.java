package io.github.lokiline.json.internal.redact;

import java.util.List;

/**
 * Masks secrets in texts before they are written. Thread-safe.
 *
 * <pre>{@code
 * new Redactor(List.of(SecretPattern.named("bearer"))).redact("sent Bearer abc", 100, () -> {})   // sent Bearer ***
 * }</pre>
 *
 * <p>A text that cannot be matched is replaced as a whole: it might hold a secret.
 */
public final class Redactor {
    /** Stands in place of a secret. */
    static final String MASK = "***";

    /** How far behind what can be shown a secret is followed that begins in it. */
    static final int LOOKAHEAD = 4096;

    private final RedactPattern[] patterns;

    /**
     * A redactor.
     *
     * @param patterns what to mask, applied in this order
     */
    public Redactor(List<RedactPattern> patterns) {
        this.patterns = patterns.toArray(new RedactPattern[0]);
    }

    /**
     * The text without its secrets.
     *
     * @param text any text
     * @param room how many of its characters can be shown at all; what lies behind is left out, so that no secret is
     *     torn there and a huge text costs no more than it shows
     * @param failed runs when the text cannot be matched; whoever writes a line knows whether that counts
     * @return the same object when there is nothing to mask or leave out
     */
    public String redact(String text, int room, Runnable failed) {
        try {
            return masked(text, Math.max(0, room));
        } catch (RedactionException failure) {
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

    /** From the first pattern that has found something on. */
    private String rest(int first, long span, Redaction redaction) {
        redaction.mask(patterns[first], span);
        for (int i = first + 1; i < patterns.length; i++) {
            redaction.mask(patterns[i], patterns[i].find(redaction.text(), 0));
        }
        return redaction.shown();
    }
}
