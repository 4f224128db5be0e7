package io.github.lokiline.client.internal.config;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the proxy of a request: the configured one, else the JVM's if it has any, else the environment's. Thread-safe.
 */
final class ProxyRoutes extends ProxySelector {
    private static final String OF_THE_JVM = "sun.net.spi.DefaultProxySelector";

    private final @Nullable ProxyAddress configured;
    private final @Nullable ProxyEnvironment environment;

    /**
     * Creates the routes.
     *
     * @param environment null if the environment is not to be read
     */
    ProxyRoutes(@Nullable ProxyAddress configured, @Nullable ProxyEnvironment environment) {
        this.configured = configured;
        this.environment = environment;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (configured == null && isOfTheJvm(scheme)) {
            return Objects.requireNonNull(ProxySelector.getDefault()).select(uri);
        }
        try {
            ProxyAddress address = address(scheme, host(uri));
            return List.of(address == null ? Proxy.NO_PROXY : address.proxy());
        } catch (IllegalArgumentException unusable) {
            // Reported once when the sender is created.
            return List.of(Proxy.NO_PROXY);
        }
    }

    /**
     * Returns the proxy that is configured, or that the environment names; null for none and for the JVM's.
     *
     * @throws IllegalArgumentException if the environment names an unusable one; the message is the variable
     */
    @Nullable
    ProxyAddress address(String scheme, String host) {
        if (configured != null) {
            return configured;
        }
        return environment == null || isOfTheJvm(scheme) ? null : environment.proxy(scheme, host);
    }

    /** Returns whether somebody has configured proxies for this JVM. */
    private static boolean isOfTheJvm(String scheme) {
        ProxySelector selector = ProxySelector.getDefault();
        return selector != null
                && (!selector.getClass().getName().equals(OF_THE_JVM)
                        || System.getProperty(scheme + ".proxyHost") != null
                        || System.getProperty("socksProxyHost") != null
                        || Boolean.getBoolean("java.net.useSystemProxies"));
    }

    /** Returns the host also where it has an underscore, which {@link URI} does not accept as a host. */
    private static String host(URI uri) {
        String authority = String.valueOf(uri.getRawAuthority());
        return uri.getHost() != null ? uri.getHost() : authority.replaceFirst(":\\d+$", "");
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        ProxySelector selector = ProxySelector.getDefault();
        if (configured == null && selector != null && isOfTheJvm(String.valueOf(uri.getScheme()))) {
            selector.connectFailed(uri, address, failure);
        }
    }
}
