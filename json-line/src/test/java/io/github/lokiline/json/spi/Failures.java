package io.github.lokiline.json.spi;

import java.io.Serial;
import java.sql.SQLException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Exceptions of all kinds, most of them bad. Stateless. */
@SuppressWarnings({"serial", "OverrideThrowableToString"})
public // none is sent anywhere, and what they say is tested
final class Failures {
    private static final Pattern FRAME = Pattern.compile("(.+)[.](.+)[(](.+):(\\d+)[)]");

    private Failures() {}

    /** With frames such as {@code com.acme.Svc.handle(Svc.java:42)} and no others. */
    public static Exception framed(String message, String... frames) {
        Exception thrown = new Exception(message);
        thrown.setStackTrace(frames(frames));
        return thrown;
    }

    public static StackTraceElement[] frames(String... texts) {
        StackTraceElement[] frames = new StackTraceElement[texts.length];
        for (int i = 0; i < texts.length; i++) {
            Matcher parts = FRAME.matcher(texts[i]);
            if (!parts.matches()) {
                throw new IllegalArgumentException(texts[i]);
            }
            frames[i] = new StackTraceElement(
                    parts.group(1), parts.group(2), parts.group(3), Integer.parseInt(parts.group(4)));
        }
        return frames;
    }

    /** So many frames, each another. */
    public static Error deep(int frames) {
        return deep(frames, null);
    }

    public static Error deep(int frames, String message) {
        StackTraceElement[] elements = new StackTraceElement[frames];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = new StackTraceElement("a.B", "m" + i, "B.java", i);
        }
        Error thrown = new StackOverflowError(message);
        thrown.setStackTrace(elements);
        return thrown;
    }

    /** So many causes, from {@code level 0} up. */
    public static Exception chain(int causes) {
        Exception thrown = framed("level 0");
        for (int i = 1; i <= causes; i++) {
            Exception next = framed("level " + i);
            next.initCause(thrown);
            thrown = next;
        }
        return thrown;
    }

    /** An exception to which a driver chained so many, each with a cause. */
    public static SQLException batch(int rows) {
        SQLException first = new SQLException("batch");
        for (int i = 0; i < rows; i++) {
            first.setNextException(new SQLException("row " + i, framed("why", "a.W.w(W.java:5)")));
        }
        return first;
    }

    /** Has text of its own. */
    public static final class Telling extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return Telling.class.getName() + " says all";
        }
    }

    /** Cannot tell what it is, nor why. */
    public static final class Broken extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }

    /** Finds its message by code of its own. */
    public static final class Wordless extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private final Supplier<String> message;

        public Wordless(Supplier<String> message) {
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message.get();
        }
    }

    /** Finds its frames by code of its own. */
    public static final class Framing extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private final Supplier<StackTraceElement[]> frames;

        public Framing(Supplier<StackTraceElement[]> frames) {
            this.frames = frames;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return frames.get();
        }
    }

    /** Has always another cause. */
    public static final class Endless extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        public Endless() {
            super("endless", null, true, false);
        }

        @Override
        public synchronized Throwable getCause() {
            return new Endless();
        }
    }
}
