package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.http.ProxyConfig;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The proxy of the pushes and its credentials. Owned by the thread that configures; secrets are never shown. */
record ProxyOptions(OptionValues values, Map<String, String> environment) {
    void check(ConfigErrors errors) {
        String text = values.find(ClientOptions.PROXY);
        ProxyAddress address = null;
        try {
            address = configured();
        } catch (IllegalArgumentException e) {
            errors.add(
                    "proxy",
                    PushUrl.masked(String.valueOf(text)),
                    "not the address of an HTTP proxy; write it like http://proxy:3128");
        }
        String user = values.find(ClientOptions.PROXY_USERNAME);
        boolean isRight =
                CredentialsConfig.isPair(values, ClientOptions.PROXY_USERNAME, ClientOptions.PROXY_PASSWORD, errors);
        if (isRight && user != null && address != null && address.userInfo() != null) {
            errors.add("proxyUsername", user, "the proxy's address has credentials too; write one or the other");
        }
    }

    private @Nullable ProxyAddress configured() {
        String text = values.find(ClientOptions.PROXY);
        return text == null ? null : ProxyAddress.parse(text);
    }

    private ProxyRoutes routes() {
        boolean reads = values.get(ClientOptions.PROXY_FROM_ENVIRONMENT);
        return new ProxyRoutes(configured(), reads ? new ProxyEnvironment(environment) : null);
    }

    /** Returns the proxies of requests; a variable that names an unusable one is reported. */
    ProxyConfig config(PushUrl endpoint, RateLimitedReporter reporter) {
        ProxyRoutes routes = routes();
        ProxyAddress address = null;
        try {
            address = routes.address(endpoint.scheme(), endpoint.host());
        } catch (IllegalArgumentException e) {
            reporter.warnOnceLater(
                    "proxy",
                    e.getMessage() + " in the environment names no HTTP proxy: it is not used; set proxy, or"
                            + " proxyFromEnvironment to false");
        }
        String user = values.find(ClientOptions.PROXY_USERNAME);
        if (user != null) {
            return ProxyConfig.withCredentials(routes, user, String.valueOf(values.find(ClientOptions.PROXY_PASSWORD)));
        }
        String info = address == null ? null : address.userInfo();
        if (info == null) {
            return new ProxyConfig(routes, null);
        }
        int colon = info.indexOf(':');
        return ProxyConfig.withCredentials(
                routes, colon < 0 ? info : info.substring(0, colon), colon < 0 ? "" : info.substring(colon + 1));
    }

    /** Appends the proxy, without credentials, and where it comes from. */
    void describe(PushUrl endpoint, StringBuilder text) {
        try {
            ProxyAddress address = routes().address(endpoint.scheme(), endpoint.host());
            if (address != null) {
                text.append(", proxy=").append(address);
                text.append(values.isSet(ClientOptions.PROXY) ? "" : " (environment)");
            }
        } catch (IllegalArgumentException e) {
            text.append(", proxy=none (").append(e.getMessage()).append(" is not used)");
        }
        if (!values.get(ClientOptions.PROXY_FROM_ENVIRONMENT)) {
            text.append(", proxyFromEnvironment=false");
        }
        if (values.isSet(ClientOptions.PROXY_USERNAME)) {
            text.append(", proxyUsername=").append(values.find(ClientOptions.PROXY_USERNAME));
        }
    }
}
