package io.github.lokiline.doctor.server;

import io.github.lokiline.doctor.config.Identity;
import io.github.lokiline.doctor.config.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;
import okhttp3.ConnectionSpec;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Sends requests as an appender's client does: same library, certificates, proxy, headers. Owned by one thread. */
public final class ServerProbe implements AutoCloseable {

    /** Loki's configuration has about 100 KB; a larger response is not Loki's. */
    private static final int MAX_BYTES = 4 << 20;

    /** An empty push: an empty message in Snappy's format is its length, 0. */
    private static final byte[] EMPTY_PUSH = {0};

    private final Target target;
    private final OkHttpClient client;
    private @Nullable String token;

    public ServerProbe(Target target) throws GeneralSecurityException, IOException {
        this.target = target;
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(target.connectTimeout())
                .readTimeout(target.requestTimeout())
                .writeTimeout(target.requestTimeout())
                .callTimeout(target.requestTimeout())
                .proxy(target.proxy())
                .proxyAuthenticator(ServerProbe.proxyCredentials(target))
                .followRedirects(false)
                .followSslRedirects(false);
        if (target.push().isHttps()
                || isHttps(target.api())
                || target.identity().oauth().tokenUrl().startsWith("https:")) {
            X509TrustManager trust = target.stores().trustManager();
            builder.sslSocketFactory(context(target, trust).getSocketFactory(), trust);
        } else {
            builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        client = builder.build();
    }

    /** Answers the challenge of a proxy once. */
    private static Authenticator proxyCredentials(Target target) {
        if (target.proxyUser().isEmpty()) {
            return Authenticator.NONE;
        }
        String credentials = Credentials.basic(target.proxyUser(), target.proxyPassword(), StandardCharsets.UTF_8);
        return (route, response) -> response.request().header("Proxy-Authorization") == null
                ? response.request()
                        .newBuilder()
                        .header("Proxy-Authorization", credentials)
                        .build()
                : null;
    }

    private static boolean isHttps(@Nullable HttpUrl url) {
        return url != null && url.isHttps();
    }

    public static SSLContext context(Target target, X509TrustManager trust)
            throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(target.stores().keyManagers(), new TrustManager[] {trust}, null);
        return context;
    }

    /** Returns the verifier that pushes also use. */
    public HostnameVerifier hostnames() {
        return client.hostnameVerifier();
    }

    public ServerReply get(HttpUrl url) throws IOException {
        return send(new Request.Builder().url(url).get(), target.readAs());
    }

    /** Sends an empty push, which passes everything in front of Loki and stores nothing. */
    public ServerReply pushEmpty() throws IOException {
        RequestBody nothing = RequestBody.create(EMPTY_PUSH, MediaType.parse("application/x-protobuf"));
        return send(
                new Request.Builder().url(target.push()).post(nothing),
                target.identity().authorization());
    }

    private ServerReply send(Request.Builder request, String authorization) throws IOException {
        Identity identity = target.identity();
        for (Map.Entry<String, String> header : identity.headers()) {
            request.header(header.getKey(), header.getValue());
        }
        request.header("User-Agent", "lokiline-doctor");
        if (!identity.tenant().isEmpty()) {
            request.header("X-Scope-OrgID", identity.tenant());
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        } else if (identity.oauth().isUsed()) {
            request.header("Authorization", oauthToken());
        }
        Instant asked = Instant.now();
        long start = System.nanoTime();
        try (Response response = client.newCall(request.build()).execute()) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new ServerReply(
                    response.code(),
                    beginning(response.body()),
                    response.header("Date"),
                    response.header("Location"),
                    asked,
                    took);
        }
    }

    /** Requests a token once: the checks take less time than it lives. */
    private String oauthToken() throws IOException {
        String current = token;
        if (current == null) {
            current = OAuthTokenRequest.authorization(client, target.identity().oauth());
            token = current;
        }
        return current;
    }

    static String beginning(@Nullable ResponseBody body) throws IOException {
        Buffer beginning = new Buffer();
        if (body != null) {
            BufferedSource source = body.source();
            while (beginning.size() < MAX_BYTES && source.read(beginning, MAX_BYTES - beginning.size()) >= 0) {
                // Reads to the end without using the data.
            }
        }
        return beginning.readUtf8();
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
