package io.github.lokiline.logback.json.internal;

import io.github.lokiline.json.spi.ObjectPool;
import java.io.Serial;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for a regex in messages, with matchers that are used again. Thread-safe.
 *
 * <p>A regex may take for ever or exhaust the stack on a message that its author did not think of. So only a message's
 * beginning is looked at, and only so often.
 */
public final class BoundedRegex {
    private static final int MAX_CHARS = 16 * 1024;
    private static final int MAX_STEPS = 1_000_000;
    private static final String NOTHING = "";

    private final Pattern pattern;
    private final ObjectPool<Search> searches;

    BoundedRegex(Pattern pattern) {
        this.pattern = pattern;
        this.searches = new ObjectPool<>(() -> new Search(pattern));
    }

    /**
     * Whether the regex is found in a message.
     *
     * @throws GaveUp when that cannot be told
     */
    boolean isIn(String message) {
        Search search = searches.lease();
        boolean isFound;
        try {
            isFound = search.find(message);
        } catch (StackOverflowError e) {
            throw new GaveUp("regex \"" + pattern + "\" exhausts the stack");
        }
        // Not given back after a failure: a matcher in an unknown state is not worth keeping.
        searches.release(search);
        return isFound;
    }

    /** A message could not be searched. Immutable. */
    public static final class GaveUp extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        GaveUp(String message) {
            super(message, null, false, false);
        }
    }

    /** A matcher and the message it looks at. Owned by one call at a time. */
    private static final class Search implements CharSequence {
        private final Matcher matcher;
        private String message = NOTHING;
        private int left;

        Search(Pattern pattern) {
            this.matcher = pattern.matcher(NOTHING);
        }

        boolean find(String newMessage) {
            message = newMessage;
            left = MAX_STEPS;
            boolean isFound = matcher.reset(this).find();
            message = NOTHING;
            return isFound;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new GaveUp("regex \"" + matcher.pattern() + "\" takes too long");
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
