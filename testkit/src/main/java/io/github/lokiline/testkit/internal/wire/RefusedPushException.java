package io.github.lokiline.testkit.internal.wire;

/** A push refused as a whole, nothing of it stored; the message is what Loki answers. Immutable. */
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

    /** The HTTP status Loki answers. */
    public int status() {
        return status;
    }

    /** The text Loki answers. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
