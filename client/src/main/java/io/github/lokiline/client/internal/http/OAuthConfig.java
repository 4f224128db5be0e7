package io.github.lokiline.client.internal.http;

/**
 * The client credentials of OAuth 2 (RFC 6749, section 4.4). Immutable.
 *
 * @param scope empty for none
 */
public record OAuthConfig(String tokenUrl, String clientId, String clientSecret, String scope) {
    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "OAuthConfig[" + clientId + "]";
    }
}
