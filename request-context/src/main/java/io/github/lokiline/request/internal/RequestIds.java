package io.github.lokiline.request.internal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Validates and creates request ids. Stateless.
 *
 * <p>A caller's id is written to every line of the request and to the response header, so it is accepted unchanged or
 * not at all: 1 to 128 letters, digits and {@code - _ . :}, which covers UUIDs, ULIDs and the ids of gateways. Such a
 * text cannot end a line, close a quote or begin another field.
 */
public final class RequestIds {
    public static final String HEADER = "X-Request-ID";
    public static final String KEY = "request_id";

    private static final int MAX_LENGTH = 128;
    private static final String PUNCTUATION = "-_.:";

    private RequestIds() {}

    /** Returns the caller's id if it is well-formed, else a new one. */
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
