package io.github.lokiline.client.internal.config;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The address of an HTTP proxy, {@code http://user:password@proxy:3128}. Immutable.
 *
 * @param userInfo {@code user:password}, decoded; null for none
 */
record ProxyAddress(String host, int port, @Nullable String userInfo) {
    /**
     * Parses an address.
     *
     * @throws IllegalArgumentException if it is none of an HTTP proxy; without message, because the text may hold a secret
     */
    static ProxyAddress parse(String text) {
        URI uri = uri(text);
        String path = uri.getRawPath();
        if (!"http".equalsIgnoreCase(uri.getScheme())
                || uri.getHost() == null
                || uri.getPort() <= 0
                || uri.getPort() > 65535
                || !(path.isEmpty() || path.equals("/"))) {
            throw new IllegalArgumentException("not http://host:port");
        }
        String info = uri.getRawUserInfo();
        return new ProxyAddress(
                uri.getHost(),
                uri.getPort(),
                info == null ? null : URLDecoder.decode(info.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a url", e);
        }
    }

    /** Returns the proxy; its name is not resolved here, so that starting never waits for a name server. */
    Proxy proxy() {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }

    /** Leaves out the credentials. */
    @Override
    public String toString() {
        return "http://" + (userInfo == null ? "" : "***@") + host + ":" + port;
    }
}
