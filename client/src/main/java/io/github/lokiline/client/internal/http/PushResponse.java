package io.github.lokiline.client.internal.http;

import java.util.Set;

/**
 * What came back of one push. Immutable.
 *
 * @param status the HTTP status; 0 when none came (refused, reset, timed out)
 * @param body the beginning of the answer's body, or what went wrong when there was no answer
 * @param retryAfterNanos what {@code Retry-After} asks for; 0 when it asks for nothing
 */
public record PushResponse(int status, String body, long retryAfterNanos) {

    /** What goes wrong before the first byte of a request leaves. */
    private static final Set<String> NEVER_SENT = Set.of(
            "ConnectException",
            "NoRouteToHostException",
            "UnknownHostException",
            "SSLHandshakeException",
            "SSLPeerUnverifiedException");

    /** No answer, for {@code reason}, the simple name of an exception. */
    public static PushResponse failed(String reason) {
        return new PushResponse(0, reason, 0);
    }

    /** No answer came, and Loki may have stored the push all the same. */
    public boolean mayBeStored() {
        return status == 0 && !NEVER_SENT.contains(body);
    }
}
