package io.github.lokiline.client.internal.http;

import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the tokens of pushes with OAuth 2 client credentials and keeps each until shortly before it expires.
 * Thread-safe: one thread fetches, the others wait for its token.
 */
final class OAuthTokens {
    /** Covers the time of a push and small differences between clocks; at most a half of the token's life. */
    private static final long MARGIN_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Assumed for a token that does not say when it expires; a 401 ends it earlier. */
    private static final long DEFAULT_LIFE_SECONDS = 300;

    /** Possessive, so that the match of a long token does not need a stack frame for each character. */
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"((?:[^\"\\\\]++|\\\\.)++)\"");

    /** A slash or an equals sign of a token; no letter after a backslash, such as that of a line end, can be in one. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private static final Pattern LIFE = Pattern.compile("\"expires_in\"\\s*:\\s*\"?(\\d{1,9})");
    private static final Pattern ERROR = Pattern.compile("\"error\"\\s*:\\s*\"([a-z_]{1,40})\"");

    private final OAuthConfig config;
    private final RateLimitedReporter reporter;
    private final LongSupplier clock;
    private @Nullable String header;
    private long renewAtNanos;

    OAuthTokens(OAuthConfig config, RateLimitedReporter reporter, LongSupplier clock) {
        this.config = config;
        this.reporter = reporter;
        this.clock = clock;
    }

    /**
     * Returns the value of {@code Authorization}.
     *
     * @param deadlineNanos the end of the time to fetch a token, by {@link System#nanoTime}; waiting for another thread's
     *     token is a part of it
     */
    synchronized String header(HttpTransport transport, long deadlineNanos) throws IOException, InterruptedException {
        String current = header;
        if (current == null || clock.getAsLong() - renewAtNanos >= 0) {
            long leftNanos = deadlineNanos - System.nanoTime();
            if (leftNanos <= 0) {
                throw new OAuthException("no OAuth token in time", null);
            }
            current = fetch(transport, leftNanos);
            header = current;
        }
        return current;
    }

    /** Forgets a token that Loki has refused, unless it has been replaced meanwhile. */
    synchronized void forget(String refused) {
        if (refused.equals(header)) {
            header = null;
        }
    }

    private String fetch(HttpTransport transport, long timeoutNanos) throws IOException, InterruptedException {
        PushResponse response;
        try {
            response = transport.post(request(timeoutNanos));
        } catch (IOException e) {
            throw failed(e.getClass().getSimpleName(), "check the address and the proxy", e);
        }
        Matcher token = TOKEN.matcher(response.body());
        if (response.status() != 200 || !token.find()) {
            Matcher error = ERROR.matcher(response.body());
            throw failed(
                    "status " + response.status() + (error.find() ? ", " + error.group(1) : ", no access_token"),
                    "check oauthClientId, oauthClientSecret and oauthScope",
                    null);
        }
        Matcher life = LIFE.matcher(response.body());
        long lifeSeconds = life.find() ? Long.parseLong(life.group(1)) : DEFAULT_LIFE_SECONDS;
        long lifeNanos = TimeUnit.SECONDS.toNanos(lifeSeconds);
        renewAtNanos = clock.getAsLong() + lifeNanos - Math.min(MARGIN_NANOS, lifeNanos / 2);
        return "Bearer " + unescaped(token.group(1));
    }

    private static String unescaped(String json) {
        return ESCAPE.matcher(json)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null
                                ? escape.group(2)
                                : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private HttpPost request(long timeoutNanos) {
        String form =
                "grant_type=client_credentials" + (config.scope().isEmpty() ? "" : "&scope=" + encoded(config.scope()));
        // RFC 6749, section 2.3.1: both are encoded as in a form before they become Basic credentials.
        String basic = encoded(config.clientId()) + ":" + encoded(config.clientSecret());
        String authorization = "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.US_ASCII));
        return new HttpPost(
                config.tokenUrl(),
                "application/x-www-form-urlencoded",
                List.of(
                        new SenderConfig.Header("Authorization", authorization),
                        new SenderConfig.Header("Accept", "application/json")),
                form.getBytes(StandardCharsets.US_ASCII),
                timeoutNanos);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private OAuthException failed(String reason, String fix, @Nullable IOException cause) {
        reporter.warnLater(
                "oauth",
                "oauthTokenUrl \"" + config.tokenUrl().replaceFirst("\\?.*", "?***") + "\": no token (" + reason
                        + "), entries wait; " + fix);
        return new OAuthException("no OAuth token: " + reason, cause);
    }

    /** There is no token, so that a push cannot be sent. */
    static final class OAuthException extends IOException {
        private static final long serialVersionUID = 1;

        OAuthException(String message, @Nullable IOException cause) {
            super(message, cause);
        }
    }
}
