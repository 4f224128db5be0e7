package io.github.lokiline.json;

import org.jspecify.annotations.Nullable;

/**
 * Writes what an exception says of itself: {@code java.io.IOException: gone}. Thread-safe.
 *
 * <p>Most exceptions say no more than their class and their message; these are written without building that text.
 */
final class Headlines {
    /** Whether a class says something of its own. Where nobody can tell, as in a native image, it may. */
    private static final ClassValue<Boolean> OWN_TEXT = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                return type.getMethod("toString").getDeclaringClass() != Throwable.class;
            } catch (NoSuchMethodException | LinkageError e) {
                return true;
            }
        }
    };

    private final TraceLines lines;
    private final @Nullable ClassNames hidden;
    private final boolean shortened;

    Headlines(TraceRules rules, TraceLines lines) {
        this.lines = lines;
        this.hidden = rules.hidden();
        this.shortened = rules.shortenNames();
    }

    /** Answers false where the headline was cut. */
    boolean write(Throwable thrown, LineWriter out) {
        String name = name(thrown);
        if (isHidden(thrown)) {
            return out.text(shown(name));
        }
        boolean own = OWN_TEXT.get(thrown.getClass());
        String text;
        try {
            text = own ? String.valueOf(thrown.toString()) : thrown.getLocalizedMessage();
        } catch (Throwable failure) {
            // The trace is worth more than its headline.
            own = false;
            text = ErrorText.of(failure, out);
        }
        if (text == null) {
            return out.text(shown(name));
        }
        if (!own) {
            return out.text(shown(name)) && out.text(": ") && redacted(text, out);
        }
        if (shortened && text.startsWith(name)) {
            return out.text(shown(name)) && redacted(text.substring(name.length()), out);
        }
        return redacted(text, out);
    }

    /** What is redacted may have lost its end already. */
    private boolean redacted(String text, LineWriter out) {
        boolean fits = !out.redacts() || text.length() <= out.limit() - out.position();
        return lines.text(out.redacted(text), out) && fits;
    }

    /** What went wrong in a few words: the message where there is one, else the class. */
    String brief(Throwable thrown) {
        String name = name(thrown);
        String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        if (isHidden(thrown)) {
            return simple;
        }
        try {
            String message = thrown.getLocalizedMessage();
            return message == null || message.isBlank() ? simple : message;
        } catch (Throwable failure) {
            // A message for want of the exception's own.
            return simple;
        }
    }

    private boolean isHidden(Throwable thrown) {
        return hidden != null && hidden.matches(thrown);
    }

    private String shown(String name) {
        return shortened ? ShortNames.of(name) : name;
    }

    static String name(Throwable thrown) {
        return thrown instanceof DescribedThrowable described
                ? described.className()
                : thrown.getClass().getName();
    }
}
