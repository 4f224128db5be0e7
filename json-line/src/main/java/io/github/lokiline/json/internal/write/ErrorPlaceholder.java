package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.internal.extra.FieldNameCache;
import org.jspecify.annotations.Nullable;

/** The text that replaces a failed value in a line. Stateless. */
public final class ErrorPlaceholder {
    private static final int MAX_CHARS = 256;

    private ErrorPlaceholder() {}

    /** Returns a text such as {@code <error: IllegalStateException: not open>}. */
    public static String of(Throwable failure, Utf8JsonWriter out) {
        return "<error: " + brief(failure, out) + ">";
    }

    /** Returns a text such as {@code IllegalStateException: not open}. */
    static String brief(Throwable thrown, Utf8JsonWriter out) {
        String message = message(thrown, out);
        String name = simpleName(thrown);
        return message == null ? name : name + ": " + message;
    }

    /** Redacts the message before it is cut: no pattern matches half of a secret. */
    private static @Nullable String message(Throwable thrown, Utf8JsonWriter out) {
        if (out.hidesMessageOf(thrown)) {
            return null;
        }
        try {
            String message = thrown.getMessage();
            return message == null ? null : start(out.redacted(message), out);
        } catch (Throwable broken) {
            // The message of an exception may fail, as any value may; its class is still useful.
            return null;
        }
    }

    private static String start(String message, Utf8JsonWriter out) {
        if (message.length() <= MAX_CHARS) {
            return message;
        }
        out.markCut();
        return FieldNameCache.start(message, MAX_CHARS);
    }

    private static String simpleName(Throwable thrown) {
        String name = thrown.getClass().getName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
