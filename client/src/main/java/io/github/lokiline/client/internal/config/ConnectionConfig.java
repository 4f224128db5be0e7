package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.batch.TenantState;
import io.github.lokiline.client.internal.engine.InternalThread;
import io.github.lokiline.client.internal.http.OkHttpSender;
import io.github.lokiline.client.internal.http.SenderConfig;
import io.github.lokiline.client.internal.http.TlsMaterial;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The destination of pushes, with tenant, credentials, headers and proxy. Owned by the thread that configures. */
final class ConnectionConfig {

    private final OptionValues values;
    private final CredentialsConfig credentials;
    private final HeadersConfig headers;
    private final TlsConfig stores;

    ConnectionConfig(OptionValues values) {
        this.values = values;
        this.credentials = new CredentialsConfig(values);
        this.headers = new HeadersConfig(values);
        this.stores = new TlsConfig(values);
    }

    void check(ConfigErrors errors) {
        checkUrl(errors);
        checkTenant(errors);
        credentials.check(errors);
        headers.check(errors, credentials);
        stores.check(errors);
        checkProxy(errors);
    }

    private void checkUrl(ConfigErrors errors) {
        String url = values.get(ClientOptions.URL);
        try {
            if (!OkHttpSender.isUrl(PushUrl.parse(url).pushUrl())) {
                errors.add(
                        "url", PushUrl.masked(url), "no host of that form can be; write it like http://localhost:3100");
            }
        } catch (IllegalArgumentException e) {
            errors.add("url", PushUrl.masked(url), String.valueOf(e.getMessage()));
        }
    }

    private void checkTenant(ConfigErrors errors) {
        String tenantId = values.find(ClientOptions.TENANT_ID);
        if (tenantId != null && !TenantState.isLegal(tenantId)) {
            errors.add(
                    "tenantId",
                    tenantId,
                    "Loki takes letters, digits and !-_.*'() only, at most 150; ask its operator for the right one");
        }
    }

    private void checkProxy(ConfigErrors errors) {
        try {
            proxy();
        } catch (IllegalArgumentException e) {
            errors.add(
                    "proxy",
                    PushUrl.masked(String.valueOf(values.find(ClientOptions.PROXY))),
                    "not a proxy's address, which has no credentials; write it like http://proxy:3128");
        }
    }

    private @Nullable Proxy proxy() {
        String text = values.find(ClientOptions.PROXY);
        if (text == null) {
            return null;
        }
        URI uri = URI.create(text);
        if (!"http".equals(uri.getScheme())
                || uri.getUserInfo() != null
                || uri.getHost() == null
                || uri.getPort() <= 0
                || uri.getPort() > 65535) {
            throw new IllegalArgumentException("not http://host:port");
        }
        // Not resolved here: starting never waits for a name server.
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort()));
    }

    PushUrl endpoint() {
        return PushUrl.parse(values.get(ClientOptions.URL));
    }

    /** Returns the default tenant; empty for none. */
    String tenantId() {
        String tenantId = values.find(ClientOptions.TENANT_ID);
        return tenantId == null ? "" : tenantId;
    }

    /** Reads the key stores; null for those of the JVM, and after an error. */
    @Nullable
    TlsMaterial readStores(ConfigErrors errors) {
        return stores.read(errors);
    }

    SenderConfig sender(@Nullable TlsMaterial tls, RateLimitedReporter reporter) {
        PushUrl endpoint = endpoint();
        return new SenderConfig(
                endpoint.pushUrl(),
                credentials.authorization(endpoint, reporter),
                headers.all(),
                values.get(ClientOptions.CONNECT_TIMEOUT),
                values.get(ClientOptions.REQUEST_TIMEOUT),
                tls,
                proxy(),
                InternalThread.pushes());
    }

    /** Includes credentials and headers, because many gateways derive the tenant from them; hashed, because they are secret. */
    String identity() {
        PushUrl endpoint = endpoint();
        return hash(
                endpoint.pushUrl(),
                tenantId(),
                credentials.identity(endpoint),
                String.valueOf(values.find(ClientOptions.KEY_STORE)),
                headers.all().toString());
    }

    /** Leaves out secrets that are rotated: after a new password the client still finds its spool. */
    String spoolId() {
        PushUrl endpoint = endpoint();
        return hash(endpoint.pushUrl(), tenantId(), headers.value("X-Scope-OrgID"), credentials.userName(endpoint))
                .substring(0, 16);
    }

    private static String hash(String... parts) {
        try {
            byte[] all = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Appends the settings in effect; secrets are masked. */
    void describe(StringBuilder text) {
        PushUrl endpoint = endpoint();
        text.append("url=").append(endpoint.masked());
        describe(ClientOptions.TENANT_ID, text);
        text.append(", authorization=").append(credentials.kind(endpoint));
        headers.describe(text);
        describe(ClientOptions.TRUST_STORE, text);
        describe(ClientOptions.KEY_STORE, text);
        String proxy = values.find(ClientOptions.PROXY);
        if (proxy != null) {
            text.append(", proxy=").append(PushUrl.masked(proxy));
        }
    }

    private void describe(Option<?> option, StringBuilder text) {
        if (values.isSet(option)) {
            text.append(", ").append(option.name()).append('=').append(option.show(values));
        }
    }
}
