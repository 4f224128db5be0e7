package io.github.lokiline.doctor.server;

import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** Describes an exception for users of the program. Stateless. */
public final class FailureText {

    private FailureText() {}

    public static String text(Throwable failure) {
        if (failure instanceof SocketTimeoutException) {
            return "no response in time";
        }
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    /** Returns the first cause of a type; null if there is none. */
    public static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        Throwable at = failure;
        while (at != null) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
            at = at.getCause();
        }
        return null;
    }

    /** Returns the messages of all causes in one text, for searching. */
    public static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        Throwable at = failure;
        while (at != null) {
            all.append(at.getMessage()).append('\n');
            at = at.getCause();
        }
        return all.toString();
    }
}
