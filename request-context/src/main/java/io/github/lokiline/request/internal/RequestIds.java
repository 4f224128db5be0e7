package io.github.lokiline.request.internal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Request ids: those that callers bring, as far as they can be trusted in a log, and our own. Stateless.
 *
 * <p>A caller's id stands in every line of the request and in the answer's header. So it is taken as it is or not at all:
 * letters, digits and {@code - _ . :}, which suffice for UUIDs, ULIDs and what gateways make, at most 128 of them. No
 * text of that kind can end a line, close a quote or begin another field.
 */
public final class RequestIds {

    public static final String HEADER = "X-Request-ID";
    public static final String KEY = "request_id";

    private static final int MAX_LENGTH = 128;
    private static final String PUNCTUATION = "-_.:";

    private RequestIds() {}

    /** The caller's id where it is well-formed, else a new one. */
    static String of(@Nullable String header) {
        return header != null && isWellFormed(header)
                ? header
                : UUID.randomUUID().toString();
    }

    public static boolean isWellFormed(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isLegal(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLegal(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || PUNCTUATION.indexOf(c) >= 0;
    }
}
