package io.github.lokiline.client.internal.http;

import java.io.IOException;

/** There is no token, so that a push cannot be sent. */
final class OAuthException extends IOException {

    private static final long serialVersionUID = 1;

    OAuthException(String message, Throwable cause) {
        super(message, cause);
    }

    OAuthException(String message) {
        super(message);
    }
}
