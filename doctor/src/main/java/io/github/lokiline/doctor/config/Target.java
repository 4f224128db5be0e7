package io.github.lokiline.doctor.config;

import io.github.lokiline.client.internal.config.PushUrl;
import io.github.lokiline.json.spi.PropertyParser;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The destination of an appender: urls, credentials and proxy. Immutable.
 *
 * @param rawUrl the configured text, including credentials
 * @param push the url of pushes, without credentials
 * @param api the url before {@code /loki/api/v1/} for queries; null if it is unknown
 * @param readAs the header {@code Authorization} for queries; empty for none
 * @param proxyUrl the configured text, including credentials
 */
public record Target(
        String name,
        String rawUrl,
        HttpUrl push,
        @Nullable HttpUrl api,
        String readAs,
        Identity identity,
        TlsStores stores,
        String proxyUrl,
        String proxyUser,
        String proxyPassword,
        Proxy proxy,
        Duration connectTimeout,
        Duration requestTimeout,
        DeliverySettings delivery) {

    private static final String PUSH = "/loki/api/v1/push";
    private static final String LEGACY_PUSH = "/api/prom/push";
    private static final String DEFAULT_URL = "http://localhost:3100";

    /** Reads the target of a validated appender. */
    public static Target of(ConfiguredAppender found, Options options) throws UsageException {
        String raw = found.text("url").isEmpty() ? DEFAULT_URL : found.text("url");
        HttpUrl url = HttpUrl.parse(raw);
        HttpUrl push = url == null ? null : HttpUrl.parse(PushUrl.parse(raw).pushUrl());
        if (url == null || push == null) {
            throw new UsageException(
                    "url \"" + SecretMask.maskUrl(raw) + "\": not usable; write for example " + DEFAULT_URL);
        }
        List<String> proxyLogin = proxyLogin(found);
        Identity identity = Identity.of(found, url, tenant(found, options));
        return new Target(
                found.name(),
                raw,
                push,
                api(push, options),
                readAs(options, identity),
                identity,
                TlsStores.of(found),
                found.text("proxy"),
                proxyLogin.get(0),
                proxyLogin.get(1),
                proxy(found.text("proxy"), push),
                duration(found, "connectTimeout", Duration.ofSeconds(5)),
                duration(found, "requestTimeout", Duration.ofSeconds(10)),
                DeliverySettings.of(found));
    }

    private static @Nullable HttpUrl api(HttpUrl push, Options options) throws UsageException {
        String given = options.queryUrl();
        if (given != null) {
            HttpUrl url = HttpUrl.parse(given);
            if (url == null) {
                throw new UsageException("--query-url " + SecretMask.maskUrl(given) + ": not a url; write for example "
                        + DEFAULT_URL + ", without /loki/api/v1");
            }
            return url.newBuilder().username("").password("").query(null).build();
        }
        for (String end : new String[] {PUSH, LEGACY_PUSH}) {
            String path = push.encodedPath();
            if (path.endsWith(end)) {
                String before = path.substring(0, path.length() - end.length());
                return push.newBuilder().encodedPath(before + "/").query(null).build();
            }
        }
        return null;
    }

    /**
     * Returns the credentials for queries: those of {@code --query-url}, because the writer may not be allowed to read.
     */
    private static String readAs(Options options, Identity writer) {
        HttpUrl url = options.queryUrl() == null ? null : HttpUrl.parse(options.queryUrl());
        return url == null || url.username().isEmpty()
                ? writer.authorization()
                : Credentials.basic(url.username(), url.password(), StandardCharsets.UTF_8);
    }

    private static String tenant(ConfiguredAppender found, Options options) throws UsageException {
        String given = options.tenant();
        if (given != null) {
            return given;
        }
        String tenant = found.text("tenantId");
        if (tenant.contains("%")) {
            throw new UsageException("tenantId \"" + tenant + "\": depends on the event;"
                    + " specify the tenant to check with --tenant NAME");
        }
        return tenant;
    }

    private static Duration duration(ConfiguredAppender found, String property, Duration fallback) {
        String text = found.text(property);
        return new PropertyParser()
                .duration(property, text.isEmpty() ? null : text, fallback, Duration.ZERO, Duration.ofDays(1));
    }

    /** Returns user and password for the proxy: those in its url, else the configured ones; never both are allowed. */
    private static List<String> proxyLogin(ConfiguredAppender found) {
        String written = found.text("proxy");
        String info = written.isEmpty() ? null : URI.create(written).getUserInfo();
        if (info == null) {
            return List.of(found.text("proxyUsername"), found.text("proxyPassword"));
        }
        int colon = info.indexOf(':');
        return colon < 0 ? List.of(info, "") : List.of(info.substring(0, colon), info.substring(colon + 1));
    }

    /** Returns the proxy as OkHttp determines it: the configured one, else the JVM's. */
    private static Proxy proxy(String written, HttpUrl push) {
        if (!written.isEmpty()) {
            URI uri = URI.create(written);
            return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort()));
        }
        ProxySelector jvm = ProxySelector.getDefault();
        List<Proxy> proxies = jvm == null ? List.of() : jvm.select(push.uri());
        return proxies.stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .findFirst()
                .orElse(Proxy.NO_PROXY);
    }

    public boolean isProxied() {
        return proxy.type() != Proxy.Type.DIRECT;
    }

    /** Returns the address to connect to: the proxy or Loki. */
    public InetSocketAddress firstHop() {
        return isProxied() && proxy.address() instanceof InetSocketAddress address
                ? address
                : InetSocketAddress.createUnresolved(push.host(), push.port());
    }

    /** Returns a url below {@link #api}. */
    public @Nullable HttpUrl api(String path) {
        return api == null
                ? null
                : api.newBuilder()
                        .encodedPath(api.encodedPath().replaceFirst("/$", "") + path)
                        .build();
    }

    /** Returns the url for the report. */
    public String displayUrl() {
        return SecretMask.maskUrl(push.toString());
    }

    public void registerSecrets(SecretMask secrets) {
        identity.registerSecrets(secrets);
        secrets.add(readAs.replaceFirst("^\\w+ ", ""));
        secrets.add(proxyPassword);
        secrets.add(stores.trustPassword());
        secrets.add(stores.keyPassword());
        registerSecrets(rawUrl, secrets);
    }

    public static void registerSecrets(String rawUrl, SecretMask secrets) {
        HttpUrl url = HttpUrl.parse(rawUrl);
        if (url != null) {
            secrets.add(url.password());
            secrets.add(url.encodedPassword());
            secrets.add(url.encodedQuery());
        }
    }
}
