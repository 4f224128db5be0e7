package io.github.lokiline.json.internal.redact;

import java.io.Serial;

/** A pattern that cannot be matched against a text, which must not be shown then. Immutable. */
final class RedactionException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    RedactionException(String message) {
        super(message, null, false, false);
    }
}
