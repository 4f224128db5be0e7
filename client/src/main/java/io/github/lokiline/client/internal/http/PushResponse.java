package io.github.lokiline.client.internal.http;

import java.util.Set;

/**
 * The result of one push. Immutable.
 *
 * @param status the HTTP status; 0 without a response (refused, reset, timed out)
 * @param body the beginning of the body of the response; without a response, the simple name of the exception
 * @param retryAfterNanos the wait that {@code Retry-After} asks for; 0 for none
 */
public record PushResponse(int status, String body, long retryAfterNanos) {

    /** The exceptions that occur before the first byte of a request is sent. */
    private static final Set<String> NEVER_SENT = Set.of(
            "ConnectException",
            "NoRouteToHostException",
            "UnknownHostException",
            "SSLHandshakeException",
            "SSLPeerUnverifiedException");

    /** Creates the result of a push without a response. */
    public static PushResponse failed(Throwable cause) {
        return new PushResponse(0, cause.getClass().getSimpleName(), 0);
    }

    /** Returns whether Loki may have stored the push although no response arrived. */
    public boolean mayBeStored() {
        return status == 0 && !NEVER_SENT.contains(body);
    }
}
