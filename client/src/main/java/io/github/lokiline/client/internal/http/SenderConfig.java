package io.github.lokiline.client.internal.http;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@link OkHttpSender} needs to know. Immutable.
 *
 * @param url where pushes go
 * @param authorization gives the value of the {@code Authorization} header for each push; null for none
 * @param headers more headers, name and value
 */
public record SenderConfig(
        String url,
        Supplier<@Nullable String> authorization,
        List<Header> headers,
        Duration connectTimeout,
        Duration requestTimeout,
        @Nullable TlsMaterial tls,
        @Nullable Proxy proxy,
        ThreadFactory threads) {

    /** One request header. */
    public record Header(String name, String value) {}
}
