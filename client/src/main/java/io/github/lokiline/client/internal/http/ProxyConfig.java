package io.github.lokiline.client.internal.http;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of requests. Immutable.
 *
 * @param selector chooses the proxy for an address
 * @param authorization the value of {@code Proxy-Authorization}; null for none
 */
public record ProxyConfig(ProxySelector selector, @Nullable String authorization) {
    /** Returns a configuration with Basic credentials. */
    public static ProxyConfig withCredentials(ProxySelector selector, String user, String password) {
        byte[] basic = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new ProxyConfig(selector, "Basic " + Base64.getEncoder().encodeToString(basic));
    }

    boolean isUsedFor(URI uri) {
        return selector.select(uri).stream().anyMatch(proxy -> proxy.type() == Proxy.Type.HTTP);
    }

    /** Leaves out the credentials. */
    @Override
    public String toString() {
        return "ProxyConfig[" + selector + "]";
    }
}
