package io.github.lokiline.client.internal.http;

/** One HTTP request to be made. Immutable; the body is shared, not copied, and nobody writes to it any more. */
public final class PushRequest {

    private final String tenant;
    private final byte[] body;

    /**
     * Creates a request.
     *
     * @param tenant the value of {@code X-Scope-OrgID}; empty for none
     * @param body a snappy-compressed {@code PushRequest}
     */
    public PushRequest(String tenant, byte[] body) {
        this.tenant = tenant;
        this.body = body;
    }

    public String tenant() {
        return tenant;
    }

    public byte[] body() {
        return body;
    }
}
