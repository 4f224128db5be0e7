package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.batch.TenantState;
import io.github.lokiline.client.internal.engine.InternalThread;
import io.github.lokiline.client.internal.http.SenderConfig;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The destination of pushes, with tenant, credentials, headers and proxy. Owned by the thread that configures. */
final class ConnectionConfig {
    private final OptionValues values;
    private final CredentialsConfig credentials;
    private final HeadersConfig headers;
    private final TlsConfig stores;
    private final ProxyOptions proxy;

    ConnectionConfig(OptionValues values, Map<String, String> environment) {
        this.values = values;
        this.credentials = new CredentialsConfig(values);
        this.headers = new HeadersConfig(values);
        this.stores = new TlsConfig(values);
        this.proxy = new ProxyOptions(values, environment);
    }

    void check(ConfigErrors errors) {
        checkUrl(errors);
        checkTenant(errors);
        credentials.check(errors);
        headers.check(errors, credentials);
        stores.check(errors);
        proxy.check(errors);
    }

    private void checkUrl(ConfigErrors errors) {
        String url = values.get(ClientOptions.URL);
        try {
            PushUrl.parse(url);
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

    PushUrl endpoint() {
        return PushUrl.parse(values.get(ClientOptions.URL));
    }

    private boolean usesOkHttp() {
        return values.get(ClientOptions.HTTP_CLIENT).equals(ClientOptions.OKHTTP);
    }

    /** Returns the default tenant; empty for none. */
    String tenantId() {
        String tenantId = values.find(ClientOptions.TENANT_ID);
        return tenantId == null ? "" : tenantId;
    }

    /** Reads the certificates; null for those of the JVM, and after an error. */
    @Nullable
    TlsFiles readStores(ConfigErrors errors) {
        return stores.read(errors);
    }

    SenderConfig sender(@Nullable TlsFiles tls, RateLimitedReporter reporter) {
        PushUrl endpoint = endpoint();
        return new SenderConfig(
                usesOkHttp(),
                endpoint.pushUrl(),
                credentials.authorization(endpoint, reporter),
                credentials.oauth(),
                headers.all(),
                values.get(ClientOptions.CONNECT_TIMEOUT),
                values.get(ClientOptions.REQUEST_TIMEOUT),
                tls == null ? null : new RotatingTls(tls, reporter),
                proxy.config(endpoint, reporter),
                InternalThread.pushes(),
                reporter);
    }

    /**
     * Includes credentials and headers, because many gateways derive the tenant from them. As bytes, which a buffer compares
     * but does not show; a hash would cost the application's start the JVM's security providers.
     */
    ByteBuffer identity() {
        PushUrl endpoint = endpoint();
        byte[] parts = bytes(
                endpoint.pushUrl(),
                tenantId(),
                credentials.identity(endpoint),
                String.valueOf(values.find(ClientOptions.KEY_STORE)),
                String.valueOf(values.find(ClientOptions.CLIENT_CERTIFICATE)),
                headers.identity());
        return ByteBuffer.wrap(parts).asReadOnlyBuffer();
    }

    /** Leaves out secrets that are rotated: after a new password the client still finds its spool. */
    String spoolId() {
        PushUrl endpoint = endpoint();
        byte[] parts =
                bytes(endpoint.pushUrl(), tenantId(), headers.value("X-Scope-OrgID"), credentials.userName(endpoint));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(parts);
            return HexFormat.of().formatHex(hash).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static byte[] bytes(String... parts) {
        return String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
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
        describe(ClientOptions.TRUST_CERTIFICATES, text);
        describe(ClientOptions.CLIENT_CERTIFICATE, text);
        describe(ClientOptions.CLIENT_KEY, text);
        proxy.describe(endpoint, text);
        if (!usesOkHttp()) {
            describe(ClientOptions.HTTP_CLIENT, text);
        }
    }

    private void describe(Option<?> option, StringBuilder text) {
        if (values.isSet(option)) {
            text.append(", ").append(option.name()).append('=').append(option.show(values));
        }
    }
}
