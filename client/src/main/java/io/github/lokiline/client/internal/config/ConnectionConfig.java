package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.batch.TenantState;
import io.github.lokiline.client.internal.engine.DeliveryThreads;
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
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Where pushes go, as whom and through what, as a builder was told. Owned by the builder's thread. */
public final class ConnectionConfig {

    public String url = "http://localhost:3100";
    public String tenantId = "";

    public @Nullable String proxy;

    public final CredentialsConfig credentials = new CredentialsConfig();
    public final HeadersConfig headers = new HeadersConfig();
    public final TlsConfig stores = new TlsConfig();

    public void check(ConfigErrors faults) {
        checkUrl(faults);
        if (!tenantId.isEmpty() && !TenantState.isLegal(tenantId)) {
            faults.add(
                    "tenantId",
                    tenantId,
                    "Loki takes letters, digits and !-_.*'() only, at most 150; ask its operator for the right one");
        }
        credentials.check(faults, url);
        headers.check(faults, this);
        checkProxy(faults);
    }

    private void checkUrl(ConfigErrors faults) {
        try {
            if (!OkHttpSender.isUrl(PushUrl.parse(url).pushUrl())) {
                faults.add(
                        "url", PushUrl.masked(url), "no host of that form can be; write it like http://localhost:3100");
            }
        } catch (IllegalArgumentException e) {
            faults.add("url", PushUrl.masked(url), String.valueOf(e.getMessage()));
        }
    }

    private void checkProxy(ConfigErrors faults) {
        try {
            if (proxy != null) {
                parseProxy(proxy);
            }
        } catch (IllegalArgumentException e) {
            faults.add(
                    "proxy",
                    PushUrl.masked(String.valueOf(proxy)),
                    "not a proxy's address, which has no credentials; write it like http://proxy:3128");
        }
    }

    private static Proxy parseProxy(String text) {
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

    public SenderConfig sender(
            PushUrl endpoint,
            @Nullable TlsMaterial tls,
            Duration connectTimeout,
            Duration requestTimeout,
            RateLimitedReporter notices) {
        return new SenderConfig(
                endpoint.pushUrl(),
                credentials.authorization(endpoint, notices),
                headers.all(),
                connectTimeout,
                requestTimeout,
                tls,
                proxy == null ? null : parseProxy(proxy),
                DeliveryThreads.pushes());
    }

    /** With credentials and headers, for on many a gateway they are what makes the tenant; hashed, for they are secret. */
    public String identity(PushUrl endpoint) {
        return hash(
                endpoint.pushUrl(),
                tenantId,
                credentials.identity(endpoint),
                String.valueOf(stores.keyStore),
                headers.all().toString());
    }

    /** Without what is changed from time to time: after a new password the spool is still ours. */
    public String spoolId(PushUrl endpoint) {
        return hash(endpoint.pushUrl(), tenantId, headers.value("X-Scope-OrgID"), credentials.userName(endpoint))
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

    /** For people: what is secret is masked. */
    public void describe(StringBuilder text, PushUrl endpoint) {
        text.append("url=").append(endpoint.masked());
        if (!tenantId.isEmpty()) {
            text.append(", tenantId=").append(tenantId);
        }
        text.append(", authorization=").append(credentials.kind(endpoint));
        headers.describe(text);
        stores.describe(text);
        if (proxy != null) {
            text.append(", proxy=").append(PushUrl.masked(proxy));
        }
    }
}
