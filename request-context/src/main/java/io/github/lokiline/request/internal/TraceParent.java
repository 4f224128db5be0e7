package io.github.lokiline.request.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} header of W3C Trace Context: {@code 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}.
 * Immutable.
 *
 * @param traceId 32 hex digits
 * @param spanId the caller's span, 16 hex digits
 */
record TraceParent(String traceId, String spanId) {
    static final String HEADER = "traceparent";

    /** Later versions may append further fields after another dash; {@code ff} is not a valid version. */
    private static final Pattern FORM = Pattern.compile(
            "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-[!-~]*)?");

    private static final int MAX_LENGTH = 256;

    /**
     * Parses the header; returns null if it is missing or malformed. W3C Trace Context requires a malformed header to
     * be ignored.
     */
    static @Nullable TraceParent of(@Nullable String header) {
        if (header == null || header.length() > MAX_LENGTH) {
            return null;
        }
        Matcher parts = FORM.matcher(header);
        boolean wellFormed =
                parts.matches() && (parts.group(4) == null || !parts.group(1).equals("00"));
        return wellFormed ? new TraceParent(parts.group(2), parts.group(3)) : null;
    }
}
