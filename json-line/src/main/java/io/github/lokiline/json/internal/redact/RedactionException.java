package io.github.lokiline.json.internal.redact;

import java.io.Serial;

/** A pattern could not be matched against a text, which therefore must not be shown. Immutable. */
final class RedactionException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    RedactionException(String message) {
        super(message, null, false, false);
    }
}
