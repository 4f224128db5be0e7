package io.github.lokiline.json.internal.jackson;

import java.io.Serial;

/** Says that a value has no parts to show, so that its own text is the best there is. */
final class ConversionException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    ConversionException() {
        super(null, null, false, false);
    }
}
