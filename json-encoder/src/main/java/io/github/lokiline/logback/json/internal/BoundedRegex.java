package io.github.lokiline.logback.json.internal;

import io.github.lokiline.json.spi.ObjectPool;
import java.io.Serial;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches messages for a regex, with pooled matchers. Thread-safe.
 *
 * <p>On an unforeseen message a regex may take exponential time or exhaust the stack, so the number of characters and
 * of steps is limited.
 */
public final class BoundedRegex {
    private static final int MAX_CHARS = 16 * 1024;
    private static final int MAX_READS = 1_000_000;
    private static final String NOTHING = "";

    private final Pattern pattern;
    private final ObjectPool<Search> searches;

    BoundedRegex(Pattern pattern) {
        this.pattern = pattern;
        this.searches = new ObjectPool<>(() -> new Search(pattern));
    }

    /**
     * Returns whether the regex is found in a message.
     *
     * @throws LimitExceededException if the search was aborted
     */
    boolean isFoundIn(String message) {
        Search search = searches.lease();
        boolean isFound;
        try {
            isFound = search.find(message);
        } catch (StackOverflowError e) {
            throw new LimitExceededException("regex \"" + pattern + "\": matching exhausts the stack");
        }
        // Not released after an exception, because the matcher's state is then undefined.
        searches.release(search);
        return isFound;
    }

    /** Signals that a search was aborted. Immutable. */
    public static final class LimitExceededException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        LimitExceededException(String message) {
            super(message, null, false, false);
        }
    }

    /** A matcher and the message that it searches, counting the characters read. Used by one call at a time. */
    private static final class Search implements CharSequence {
        private final Matcher matcher;
        private String message = NOTHING;
        private int remainingReads;

        Search(Pattern pattern) {
            this.matcher = pattern.matcher(NOTHING);
        }

        boolean find(String newMessage) {
            message = newMessage;
            remainingReads = MAX_READS;
            boolean isFound = matcher.reset(this).find();
            message = NOTHING;
            return isFound;
        }

        @Override
        public char charAt(int index) {
            if (--remainingReads < 0) {
                throw new LimitExceededException("regex \"" + matcher.pattern() + "\": matching takes too long");
            }
            return message.charAt(index);
        }

        @Override
        public int length() {
            return Math.min(message.length(), MAX_CHARS);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return message.substring(start, end);
        }

        @Override
        public String toString() {
            return message;
        }
    }
}
