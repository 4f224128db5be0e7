package io.github.lokiline.client.internal.http;

import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The result of one push. Immutable.
 *
 * @param status the HTTP status; 0 without a response (refused, reset, timed out). A 407 is a proxy's.
 * @param body the beginning of the body of the response; without a response, the simple name of the exception
 * @param retryAfterNanos the wait that {@code Retry-After} asks for; 0 for none
 * @param contentType the {@code Content-Type} of the response; empty for none
 * @param serverEpochMillis the {@code Date} of the response, in milliseconds since 1970; 0 for none
 * @param failure the reason why there is no response; null if there is one
 */
public record PushResponse(
        int status,
        String body,
        long retryAfterNanos,
        String contentType,
        long serverEpochMillis,
        @Nullable Throwable failure) {
    /** The exceptions that occur before the first byte of a request is sent. */
    private static final Set<String> NEVER_SENT = Set.of(
            "ConnectException",
            "HttpConnectTimeoutException",
            "NoRouteToHostException",
            "OAuthException",
            "UnknownHostException",
            "SSLHandshakeException",
            "SSLPeerUnverifiedException");

    /** Made once: a failure may leave no memory for another. */
    private static final PushResponse NO_MEMORY = withoutResponse(new OutOfMemoryError());

    public PushResponse(int status, String body, long retryAfterNanos) {
        this(status, body, retryAfterNanos, "", 0, null);
    }

    /**
     * Creates the result of a push with a response.
     *
     * @param header returns a header of the response; null for none
     */
    static PushResponse of(int status, String body, Function<String, @Nullable String> header) {
        String contentType = header.apply("Content-Type");
        return new PushResponse(
                status,
                body,
                TimeHeaders.retryAfterNanos(header.apply("Retry-After"), Instant.now()),
                contentType == null ? "" : contentType,
                TimeHeaders.dateMillis(header.apply("Date")),
                null);
    }

    /** Returns the result of a push without a response; never throws. */
    public static PushResponse failed(Throwable cause) {
        try {
            return withoutResponse(cause);
        } catch (Throwable noMemory) {
            return NO_MEMORY;
        }
    }

    private static PushResponse withoutResponse(Throwable cause) {
        return new PushResponse(0, cause.getClass().getSimpleName(), 0, "", 0, cause);
    }

    /** Returns the body in lower case: gateways and versions of Loki write the same texts with other capitals. */
    public String lowerCaseBody() {
        return body.toLowerCase(Locale.ROOT);
    }

    /** Returns whether the push was sent, at least in part, and its time was over before a response came. */
    public boolean isTimeout() {
        return mayBeStored()
                && (failure instanceof InterruptedIOException || failure instanceof HttpTimeoutException)
                // The JDK's sockets have no type of their own for "Connect timed out".
                && !String.valueOf(failure.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("connect");
    }

    /** Returns whether Loki may have stored the push although no response arrived. */
    public boolean mayBeStored() {
        return status == 0 && !NEVER_SENT.contains(body);
    }
}
