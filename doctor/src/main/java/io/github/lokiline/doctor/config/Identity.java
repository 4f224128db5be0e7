package io.github.lokiline.doctor.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * The credentials, tenant and headers of an appender. Immutable; never printed.
 *
 * @param user of Basic credentials; empty for none
 * @param token a bearer token; empty for none
 * @param tokenFile the file that the token was read from; empty for none
 * @param oauth fetches a token in place of {@code token}
 * @param headers the configured headers, name and value
 */
public record Identity(
        String tenant,
        String user,
        String password,
        String token,
        String tokenFile,
        OAuthClient oauth,
        List<Map.Entry<String, String>> headers) {

    static Identity of(ConfiguredAppender found, HttpUrl url, String tenant) throws UsageException {
        boolean inUrl = !url.username().isEmpty();
        String file = found.text("bearerTokenFile");
        return new Identity(
                tenant,
                inUrl ? url.username() : found.text("username"),
                inUrl ? url.password() : found.text("password"),
                file.isEmpty() ? found.text("bearerToken") : read(file),
                file,
                OAuthClient.of(found),
                headers(found));
    }

    private static String read(String file) throws UsageException {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UsageException("bearerTokenFile \"" + file + "\": cannot be read ("
                    + e.getClass().getSimpleName() + "); check the path and its permissions");
        }
    }

    private static List<Map.Entry<String, String>> headers(ConfiguredAppender found) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String header : found.headers()) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.add(Map.entry(
                        header.substring(0, colon).strip(),
                        header.substring(colon + 1).strip()));
            }
        }
        return headers;
    }

    /** Returns the header {@code Authorization}; empty for none, and for a token of OAuth. */
    public String authorization() {
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        return user.isEmpty() ? "" : "Basic " + basic();
    }

    private String basic() {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    void registerSecrets(SecretMask secrets) {
        secrets.add(password);
        secrets.add(token);
        secrets.add(oauth.secret());
        secrets.add(user.isEmpty() ? "" : basic());
        headers.forEach(header -> secrets.add(header.getValue()));
    }

    /** Returns a description for the report. */
    public String kind() {
        if (oauth.isUsed()) {
            return "a token for the OAuth client " + oauth.id();
        }
        if (!token.isEmpty()) {
            return "a bearer token" + (tokenFile.isEmpty() ? "" : " of " + tokenFile);
        }
        return user.isEmpty() ? "no credentials" : "the password of " + user;
    }

    public String tenantName() {
        return tenant.isEmpty() ? "no tenant" : "tenant " + tenant;
    }
}
