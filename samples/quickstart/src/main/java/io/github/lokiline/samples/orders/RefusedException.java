package io.github.lokiline.samples.orders;

import org.jspecify.annotations.Nullable;

/** A request whose answer is not a success, for a reason its sender can understand. Immutable. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int statusCode;
    private final String reason;

    RefusedException(int statusCode, String reason) {
        this(statusCode, reason, null);
    }

    RefusedException(int statusCode, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.statusCode = statusCode;
        this.reason = reason;
    }

    int statusCode() {
        return statusCode;
    }

    String reason() {
        return reason;
    }

    /** True when somebody here should look at it; false when the caller asked for the impossible. */
    boolean isOurFault() {
        return statusCode >= 500;
    }
}
