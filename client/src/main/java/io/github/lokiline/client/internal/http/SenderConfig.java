package io.github.lokiline.client.internal.http;

import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link PushSender}. Immutable.
 *
 * @param usesOkHttp false for the JDK's client, which is also used where OkHttp does not work
 * @param url the address of the pushes
 * @param authorization returns the value of the {@code Authorization} header of each push; null for none
 * @param oauth the source of tokens, which are used instead of {@code authorization}; null for none
 * @param headers additional headers
 * @param tls returns the current certificates, the same object until they change; null for the JVM's defaults
 * @param reporter receives what an operator has to know
 */
public record SenderConfig(
        boolean usesOkHttp,
        String url,
        Supplier<@Nullable String> authorization,
        @Nullable OAuthConfig oauth,
        List<Header> headers,
        Duration connectTimeout,
        Duration requestTimeout,
        @Nullable Supplier<TlsMaterial> tls,
        ProxyConfig proxy,
        ThreadFactory threads,
        RateLimitedReporter reporter) {

    /** One request header. */
    public record Header(String name, String value) {
        /** Leaves out the value, which may be a secret. */
        @Override
        public String toString() {
            return name + ": ***";
        }
    }

    /** Returns whether any request is encrypted. */
    boolean needsTls() {
        return url.startsWith("https:") || (oauth != null && oauth.tokenUrl().startsWith("https:"));
    }

    /** Leaves out everything but the address: the rest holds secrets. */
    @Override
    public String toString() {
        return "SenderConfig[" + url.replaceFirst("\\?.*", "?***") + "]";
    }
}
