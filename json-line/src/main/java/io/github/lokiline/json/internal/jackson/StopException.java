package io.github.lokiline.json.internal.jackson;

import java.io.Serial;

/** Ends the writing of an object of which nothing more is shown. Immutable, without a stack trace. */
public final class StopException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StopException() {
        super(null, null, false, false);
    }
}
