package io.github.lokiline.json.internal.redact;

import java.io.Serial;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the matches of a user's regex, or of its group {@code secret} if it has one. Immutable.
 *
 * <p>A regex may take for ever or exhaust the stack on an unexpected text. It therefore has a number of steps that grows
 * with the text, and fails after them.
 */
final class RegexPattern implements RedactPattern {
    private static final String GROUP = "secret";
    private static final int LEAST_STEPS = 1_000_000;
    private static final int STEPS_A_CHARACTER = 16;

    private final String name;
    private final Pattern pattern;
    private final boolean isGroup;
    private final String literal;

    RegexPattern(String name, String regex) {
        this.name = name;
        this.pattern = Pattern.compile(regex);
        this.isGroup = hasGroup(regex);
        this.literal = LiteralPrefilter.of(regex);
    }

    @Override
    public long find(String text, int from) {
        if (text.indexOf(literal, from) < 0) {
            return MatchSpan.NONE;
        }
        try {
            return match(text, from);
        } catch (StackOverflowError e) {
            throw new RedactionException("pattern " + name + " exhausts the stack");
        }
    }

    /** Returns whether the regex has the group; its text alone does not distinguish a group from a quoted one. */
    private static boolean hasGroup(String regex) {
        Matcher matcher = Pattern.compile("|" + regex).matcher("");
        try {
            return matcher.find() && matcher.start(GROUP) < 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private long match(String text, int from) {
        Matcher matcher = pattern.matcher(new Steps(text));
        for (int at = from; at <= text.length() && matcher.find(at); at = Math.max(at + 1, matcher.end())) {
            int start = isGroup ? matcher.start(GROUP) : matcher.start();
            int end = isGroup ? matcher.end(GROUP) : matcher.end();
            // A group may be absent, and in a lookbehind it may be masked already.
            if (start >= from && end > start) {
                return MatchSpan.of(start, end);
            }
        }
        return MatchSpan.NONE;
    }

    /** A text that can be read a limited number of times. Owned by one match. */
    private final class Steps implements CharSequence {
        private final String text;
        private long left;

        Steps(String text) {
            this.text = text;
            this.left = LEAST_STEPS + (long) STEPS_A_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new RedactionException("pattern " + name + " takes too long");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Signals a pattern that cannot be matched against a text, which must not be shown then. Immutable. */
    static final class RedactionException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        RedactionException(String message) {
            super(message, null, false, false);
        }
    }
}
