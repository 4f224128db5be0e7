package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who pushes, as a builder was told; one kind at most. Owned by the builder's thread, and never shown. */
public final class CredentialsConfig {

    public @Nullable String user;

    public String password = "";

    public @Nullable String bearerToken;

    public @Nullable Path bearerTokenFile;

    boolean areSet() {
        return user != null || bearerToken != null || bearerTokenFile != null;
    }

    void check(ConfigErrors faults, String url) {
        if (areSet() && url.matches("\\w+://[^/]*@.*")) {
            faults.add("url", PushUrl.masked(url), "there are other credentials too; write one or the other");
        }
        if ((bearerToken != null || bearerTokenFile != null) && user != null) {
            faults.add("username", user, "there is a bearer token too and only one can be sent; leave one out");
        }
        if (bearerToken != null && bearerTokenFile != null) {
            faults.add("bearerTokenFile", bearerTokenFile, "there is a bearerToken too; leave one out");
        }
        if (bearerToken != null && !HeadersConfig.isText(bearerToken)) {
            faults.add("bearerToken", "***", "a header holds printable ASCII only; check for a line end in it");
        }
        if (bearerTokenFile != null && (Files.isDirectory(bearerTokenFile) || !Files.isReadable(bearerTokenFile))) {
            faults.add("bearerTokenFile", bearerTokenFile, "cannot be read; check the path and its permissions");
        }
    }

    /** What each push carries as {@code Authorization}. */
    Supplier<@Nullable String> authorization(PushUrl endpoint, RateLimitedReporter notices) {
        if (bearerTokenFile != null) {
            return new RotatingTokenFile(bearerTokenFile, notices);
        }
        String header = header(endpoint);
        return () -> header;
    }

    private @Nullable String header(PushUrl endpoint) {
        if (bearerToken != null) {
            return "Bearer " + bearerToken;
        }
        String basic = user != null ? user + ":" + password : endpoint.userInfo();
        return basic == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));
    }

    /** Equal for the same credentials; not to be shown. */
    String identity(PushUrl endpoint) {
        return header(endpoint) + "\n" + bearerTokenFile;
    }

    /** What stays when a password or a token is changed; empty when there is nothing of the kind. */
    String userName(PushUrl endpoint) {
        String info = endpoint.userInfo();
        return user != null ? user : info == null ? "" : info.split(":", 2)[0];
    }

    /** The kind of credentials, for people. */
    String kind(PushUrl endpoint) {
        if (bearerTokenFile != null) {
            return "bearer token of a file";
        }
        if (bearerToken != null) {
            return "bearer ***";
        }
        return user != null || endpoint.userInfo() != null ? "basic ***" : "none";
    }
}
