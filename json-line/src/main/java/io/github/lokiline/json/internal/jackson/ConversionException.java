package io.github.lokiline.json.internal.jackson;

import java.io.Serial;

/** A value that has no properties, so that its own text is shown. */
final class ConversionException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    ConversionException() {
        super(null, null, false, false);
    }
}
