package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.http.OAuthConfig;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The credentials of each push, of one kind at most. Owned by the thread that configures; secrets are never shown. */
record CredentialsConfig(OptionValues values) {
    private static final String HIDDEN = "***";

    boolean areSet() {
        return values.isSet(ClientOptions.USERNAME) || hasBearerToken() || values.isSet(ClientOptions.OAUTH_TOKEN_URL);
    }

    private boolean hasBearerToken() {
        return values.isSet(ClientOptions.BEARER_TOKEN) || values.isSet(ClientOptions.BEARER_TOKEN_FILE);
    }

    void check(ConfigErrors errors) {
        String url = values.get(ClientOptions.URL);
        if (areSet() && url.matches("\\w+://[^/]*@.*")) {
            errors.add("url", PushUrl.masked(url), "there are other credentials too; write one or the other");
        }
        checkBasic(errors);
        checkBearer(errors);
        checkOAuth(errors);
    }

    private void checkOAuth(ConfigErrors errors) {
        String url = values.find(ClientOptions.OAUTH_TOKEN_URL);
        if (url == null) {
            for (Option<?> orphan : List.of(
                    ClientOptions.OAUTH_CLIENT_ID, ClientOptions.OAUTH_CLIENT_SECRET, ClientOptions.OAUTH_SCOPE)) {
                if (values.isSet(orphan) && !values.isSet(ClientOptions.OAUTH_TOKEN_URL)) {
                    errors.add(orphan.name(), HIDDEN, "of no use without oauthTokenUrl; set it, or remove this");
                    return;
                }
            }
            return;
        }
        String problem = tokenUrlProblem(url);
        if (problem != null) {
            errors.add("oauthTokenUrl", PushUrl.masked(url), problem);
        } else if (!values.isSet(ClientOptions.OAUTH_CLIENT_ID) || !values.isSet(ClientOptions.OAUTH_CLIENT_SECRET)) {
            errors.add(
                    "oauthTokenUrl",
                    PushUrl.masked(url),
                    "client credentials are two; set oauthClientId and oauthClientSecret");
        } else if (values.isSet(ClientOptions.USERNAME) || hasBearerToken()) {
            errors.add(
                    "oauthTokenUrl",
                    PushUrl.masked(url),
                    "there are other credentials too and only one can be sent; leave one out");
        }
    }

    private static @Nullable String tokenUrlProblem(String url) {
        try {
            boolean hasCredentials = PushUrl.parse(url).userInfo() != null;
            return hasCredentials ? "it has credentials; write them as oauthClientId and oauthClientSecret" : null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** Returns the client credentials of OAuth 2; null for none. */
    @Nullable
    OAuthConfig oauth() {
        String url = values.find(ClientOptions.OAUTH_TOKEN_URL);
        String scope = values.find(ClientOptions.OAUTH_SCOPE);
        return url == null
                ? null
                : new OAuthConfig(
                        PushUrl.repaired(url),
                        String.valueOf(values.find(ClientOptions.OAUTH_CLIENT_ID)),
                        String.valueOf(values.find(ClientOptions.OAUTH_CLIENT_SECRET)),
                        scope == null ? "" : scope);
    }

    private void checkBasic(ConfigErrors errors) {
        String user = values.find(ClientOptions.USERNAME);
        boolean isRight = isPair(values, ClientOptions.USERNAME, ClientOptions.PASSWORD, errors);
        if (isRight && user != null && hasBearerToken()) {
            errors.add("username", user, "there is a bearer token too and only one can be sent; leave one out");
        }
    }

    /** Checks Basic credentials, of which both are set or none; returns whether they are right. */
    static boolean isPair(OptionValues values, Option<String> username, Option<String> password, ConfigErrors errors) {
        String user = values.find(username);
        boolean hasPassword = values.isSet(password);
        if (hasPassword && !values.isSet(username)) {
            errors.add(
                    password.name(),
                    HIDDEN,
                    "a password without a username; set " + username.name() + ", or remove it");
            return false;
        }
        if (user != null && !hasPassword) {
            errors.add(
                    username.name(), user, "a username without a password; set " + password.name() + ", or remove it");
            return false;
        }
        if (user != null && user.indexOf(':') >= 0) {
            errors.add(username.name(), user, "Basic credentials have no colon in the username; remove it");
            return false;
        }
        return true;
    }

    private void checkBearer(ConfigErrors errors) {
        String token = values.find(ClientOptions.BEARER_TOKEN);
        Path file = values.find(ClientOptions.BEARER_TOKEN_FILE);
        if (token != null && file != null) {
            errors.add("bearerTokenFile", file, "there is a bearerToken too; leave one out");
        }
        if (token != null && !HeadersConfig.isText(token)) {
            errors.add("bearerToken", HIDDEN, "a header holds printable ASCII only; check for a line end in it");
        }
        if (file != null && (Files.isDirectory(file) || !Files.isReadable(file))) {
            errors.add("bearerTokenFile", file, "cannot be read; check the path and its permissions");
        }
    }

    /** Returns the source of each push's {@code Authorization} header. */
    Supplier<@Nullable String> authorization(PushUrl endpoint, RateLimitedReporter reporter) {
        Path file = values.find(ClientOptions.BEARER_TOKEN_FILE);
        if (file != null) {
            return new RotatingTokenFile(file, reporter);
        }
        String header = header(endpoint);
        return () -> header;
    }

    private @Nullable String header(PushUrl endpoint) {
        String token = values.find(ClientOptions.BEARER_TOKEN);
        if (token != null) {
            return "Bearer " + token;
        }
        String user = values.find(ClientOptions.USERNAME);
        String basic = user != null ? user + ":" + values.find(ClientOptions.PASSWORD) : endpoint.userInfo();
        if (basic == null) {
            return null;
        }
        // RFC 7617: there is a colon, also before an empty password.
        String credentials = basic.indexOf(':') < 0 ? basic + ":" : basic;
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a text that is equal for equal credentials; it holds secrets. */
    String identity(PushUrl endpoint) {
        return header(endpoint) + "\n" + values.find(ClientOptions.BEARER_TOKEN_FILE) + "\n"
                + values.find(ClientOptions.OAUTH_TOKEN_URL) + "\n" + values.find(ClientOptions.OAUTH_CLIENT_ID);
    }

    /** Returns the part that a new password or token does not change; empty if there is none. */
    String userName(PushUrl endpoint) {
        String client = values.find(ClientOptions.OAUTH_CLIENT_ID);
        String user = client != null ? client : values.find(ClientOptions.USERNAME);
        String info = endpoint.userInfo();
        return user != null ? user : info == null ? "" : info.split(":", 2)[0];
    }

    /** Returns the kind of credentials, as the effective settings show it. */
    String kind(PushUrl endpoint) {
        if (values.isSet(ClientOptions.OAUTH_TOKEN_URL)) {
            return "OAuth token of " + PushUrl.masked(String.valueOf(values.find(ClientOptions.OAUTH_TOKEN_URL)));
        }
        if (values.isSet(ClientOptions.BEARER_TOKEN_FILE)) {
            return "bearer token of a file";
        }
        if (values.isSet(ClientOptions.BEARER_TOKEN)) {
            return "bearer " + HIDDEN;
        }
        boolean isBasic = values.isSet(ClientOptions.USERNAME) || endpoint.userInfo() != null;
        return isBasic ? "basic " + HIDDEN : "none";
    }
}
