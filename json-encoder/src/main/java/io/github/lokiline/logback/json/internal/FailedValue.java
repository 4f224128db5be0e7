package io.github.lokiline.logback.json.internal;

import java.util.function.Supplier;

/**
 * A value that could not be read. It throws when it is written, so the line shows and counts it like any value that
 * throws. Immutable.
 *
 * @param failure the exception to throw
 */
record FailedValue(Throwable failure) implements Supplier<Object> {
    @Override
    public Object get() {
        throw FailedValue.<RuntimeException>unchecked(failure);
    }

    /** Casts without wrapping, because the line would otherwise show the wrapper. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the cast is erased, which is the point
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }
}
