package io.github.lokiline.doctor.config;

/**
 * The credentials for tokens of OAuth 2. Immutable; never printed.
 *
 * @param tokenUrl empty for no OAuth
 */
public record OAuthClient(String tokenUrl, String id, String secret, String scope) {

    static OAuthClient of(ConfiguredAppender found) {
        return new OAuthClient(
                found.text("oauthTokenUrl"),
                found.text("oauthClientId"),
                found.text("oauthClientSecret"),
                found.text("oauthScope"));
    }

    public boolean isUsed() {
        return !tokenUrl.isEmpty();
    }
}
