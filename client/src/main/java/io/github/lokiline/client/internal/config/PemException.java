package io.github.lokiline.client.internal.config;

import java.security.GeneralSecurityException;

/** A PEM file that cannot be used; the message says why, and the fix. */
final class PemException extends GeneralSecurityException {
    private static final long serialVersionUID = 1;

    PemException(String message) {
        super(message);
    }
}
