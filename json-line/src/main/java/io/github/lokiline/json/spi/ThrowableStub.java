package io.github.lokiline.json.spi;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A description of an exception that is not available itself, as in an event from another JVM, so that its stack trace
 * is written like any other. Owned by the thread that encodes. Subclasses override {@link #getStackTrace()} and
 * {@link #getCause()}.
 */
public abstract class ThrowableStub extends Throwable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String className;

    protected ThrowableStub(String className, @Nullable String message) {
        super(message, null, true, false);
        this.className = className;
    }

    /** Returns the full name of the described exception's class. */
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
