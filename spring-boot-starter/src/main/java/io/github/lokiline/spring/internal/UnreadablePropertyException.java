package io.github.lokiline.spring.internal;

/** A property that cannot be read; the message says why, and how to write it. */
public final class UnreadablePropertyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnreadablePropertyException(String message) {
        super(message);
    }
}
