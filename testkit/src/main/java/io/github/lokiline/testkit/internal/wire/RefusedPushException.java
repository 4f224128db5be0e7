package io.github.lokiline.testkit.internal.wire;

/** A push that is refused as a whole; the message is Loki's response. Immutable. */
public final class RefusedPushException extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;

    public RefusedPushException(int status, String message) {
        super(message);
        this.status = status;
    }

    static RefusedPushException malformed(String message) {
        return new RefusedPushException(400, message);
    }

    /** Returns the HTTP status of Loki's response. */
    public int status() {
        return status;
    }

    /** Returns the text of Loki's response. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
