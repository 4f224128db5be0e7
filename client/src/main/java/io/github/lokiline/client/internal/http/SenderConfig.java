package io.github.lokiline.client.internal.http;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link PushSender}. Immutable.
 *
 * @param url the address of the pushes
 * @param authorization returns the value of the {@code Authorization} header of each push; null for none
 * @param headers additional headers
 * @param tls null for the JVM's defaults
 * @param proxy null for the JVM's settings
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
