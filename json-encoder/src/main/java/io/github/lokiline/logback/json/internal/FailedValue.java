package io.github.lokiline.logback.json.internal;

import java.util.function.Supplier;

/**
 * A value that could not be had, and says why when it is written: the line then shows and counts it as every value that
 * throws. Immutable.
 *
 * @param failure what was thrown
 */
record FailedValue(Throwable failure) implements Supplier<Object> {
    @Override
    public Object get() {
        throw FailedValue.<RuntimeException>unchecked(failure);
    }

    /** As it is: a wrapper would stand in the line in its place. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the cast is erased, which is the point
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }
}
