package io.github.lokiline.samples.orders;

import org.jspecify.annotations.Nullable;

/** A request without success, for a reason that its sender can understand. Immutable. */
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

    /** Returns true for a failure of the service, false for a mistake of the caller. */
    boolean isServerError() {
        return statusCode >= 500;
    }
}
