package io.github.lokiline.json.internal.trace;

import io.github.lokiline.json.internal.config.StackTraceConfig;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.ErrorPlaceholder;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.ThrowableStub;
import org.jspecify.annotations.Nullable;

/**
 * Writes the text of an exception: {@code java.io.IOException: gone}. Thread-safe.
 *
 * <p>Most exceptions consist of their class and their message, which are written without building that text.
 */
public final class ThrowableHeader {
    private static final byte[] OWN_TEXT = {};

    private final TraceLineFormat lines;
    private final @Nullable ExceptionMatcher hidden;
    private final boolean shortened;

    /** The escaped name of a class; empty if it overrides {@code toString}. Keeps no class loader alive. */
    private final ClassValue<byte[]> names = new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> type) {
            return hasOwnText(type) ? OWN_TEXT : escaped(shown(type.getName()));
        }
    };

    ThrowableHeader(StackTraceConfig rules, TraceLineFormat lines) {
        this.lines = lines;
        this.hidden = rules.hidden();
        this.shortened = rules.shortenNames();
    }

    /** Writes the headline; returns false if it was cut. */
    boolean write(Throwable thrown, Utf8JsonWriter out) {
        if (isHidden(thrown)) {
            return out.text(shown(name(thrown)));
        }
        byte[] name = names.get(thrown.getClass());
        return name.length == 0 ? ownText(thrown, out) : plainText(thrown, name, out);
    }

    private boolean plainText(Throwable thrown, byte[] name, Utf8JsonWriter out) {
        if (name.length > out.limit() - out.position()) {
            return out.text(shown(name(thrown)));
        }
        out.raw(name);
        String message;
        try {
            message = thrown.getLocalizedMessage();
        } catch (Throwable failure) {
            // A failing message must not cost the stack trace.
            message = ErrorPlaceholder.of(failure, out);
        }
        return message == null || (out.text(": ") && redacted(message, out));
    }

    private boolean ownText(Throwable thrown, Utf8JsonWriter out) {
        String name = name(thrown);
        String text;
        try {
            text = String.valueOf(thrown.toString());
        } catch (Throwable failure) {
            // As above.
            text = name + ": " + ErrorPlaceholder.of(failure, out);
        }
        if (shortened && text.startsWith(name)) {
            return out.text(shown(name)) && redacted(text.substring(name.length()), out);
        }
        return redacted(text, out);
    }

    /** Returns whether a class overrides {@code toString}; true if unknown, as in a native image. */
    private static boolean hasOwnText(Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() != Throwable.class;
        } catch (NoSuchMethodException | LinkageError e) {
            return true;
        }
    }

    private static byte[] escaped(String name) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        out.text(name);
        return AsciiConstants.written(out);
    }

    /** Writes a redacted text; returns false if it was cut, by the redactor or by the limit. */
    private boolean redacted(String text, Utf8JsonWriter out) {
        boolean fits = !out.redacts() || text.length() <= out.limit() - out.position();
        return lines.text(out.redacted(text), out) && fits;
    }

    /** Returns the message, or the name of the class if there is none. */
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
            // The message failed: the class is shown instead.
            return simple;
        }
    }

    private boolean isHidden(Throwable thrown) {
        return hidden != null && hidden.matches(thrown);
    }

    private String shown(String name) {
        return shortened ? PackageAbbreviator.of(name) : name;
    }

    public static String name(Throwable thrown) {
        return thrown instanceof ThrowableStub described
                ? described.className()
                : thrown.getClass().getName();
    }
}
