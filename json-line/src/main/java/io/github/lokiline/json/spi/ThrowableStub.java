package io.github.lokiline.json.spi;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception of which only a description is at hand, as in an event that came from another JVM, so that its
 * trace is written like any other. Owned by the thread that encodes.
 *
 * <p>Whoever extends it shows frames and cause by {@link #getStackTrace()} and {@link #getCause()}.
 */
public abstract class ThrowableStub extends Throwable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String className;

    /**
     * A description without frames and cause.
     *
     * @param className the full name of the exception's class
     * @param message its message; null when it has none
     */
    protected ThrowableStub(String className, @Nullable String message) {
        super(message, null, true, false);
        this.className = className;
    }

    /**
     * The class that is described.
     *
     * @return its full name
     */
    public final String className() {
        return className;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // the class shown is not this one
    public String toString() {
        String message = getLocalizedMessage();
        return message == null ? className : className + ": " + message;
    }
}
