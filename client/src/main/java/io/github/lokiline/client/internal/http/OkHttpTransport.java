package io.github.lokiline.client.internal.http;

import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.Route;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests with OkHttp. Thread-safe. Uses only methods that exist in OkHttp 4.12 too, because the application's
 * version may come first on the class path.
 */
final class OkHttpTransport implements HttpTransport {
    /** Loki's server closes an idle connection after 120 s ({@code http_server_idle_timeout}). */
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(60);

    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final OkHttpClient client;
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    OkHttpTransport(SenderConfig settings, @Nullable TlsMaterial tls) {
        this(settings, tls, new TcpNoDelaySocketFactory());
    }

    OkHttpTransport(SenderConfig settings, @Nullable TlsMaterial tls, SocketFactory sockets) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(
                        new ConnectionPool(PushSender.MAX_PUSHES, IDLE_CONNECTION.toMillis(), TimeUnit.MILLISECONDS))
                .socketFactory(sockets)
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.requestTimeout())
                .writeTimeout(settings.requestTimeout())
                .eventListener(new StatusListener())
                .proxySelector(settings.proxy().selector())
                .followRedirects(false)
                .followSslRedirects(false);
        if (!settings.needsTls()) {
            // OkHttp would otherwise read the JVM's trust store and initialize TLS while the application starts.
            builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        if (tls != null) {
            builder.sslSocketFactory(tls.context().getSocketFactory(), tls.trust());
        }
        String proxyAuthorization = settings.proxy().authorization();
        builder.proxyAuthenticator((route, response) -> authenticate(response, proxyAuthorization));
        if (proxyAuthorization != null) {
            builder.addNetworkInterceptor(chain -> chain.proceed(toProxy(chain, proxyAuthorization)));
        }
        this.client = builder.build();
    }

    SocketFactory sockets() {
        return client.socketFactory();
    }

    @Override
    public PushResponse post(HttpPost post) throws IOException {
        AtomicInteger status = new AtomicInteger();
        Request.Builder request = new Request.Builder()
                .url(post.url())
                .tag(AtomicInteger.class, status)
                .post(RequestBody.create(post.body(), MediaType.parse(post.contentType())));
        post.headers().forEach(header -> request.header(header.name(), header.value()));
        Call call = client.newCall(request.build());
        call.timeout().timeout(Math.max(1, post.timeoutNanos()), TimeUnit.NANOSECONDS);
        calls.add(call);
        try (Response response = execute(call)) {
            return read(response);
        } catch (ProxyAuthenticationException e) {
            return new PushResponse(PROXY_AUTHENTICATION_REQUIRED, String.valueOf(e.getMessage()), 0);
        } catch (IOException e) {
            if (status.get() == NO_CONTENT || status.get() == PROXY_AUTHENTICATION_REQUIRED) {
                // OkHttp throws for a body after a 204, and for a 407 where it uses no proxy.
                return new PushResponse(status.get(), "", 0);
            }
            throw e;
        } finally {
            calls.remove(call);
        }
    }

    private Response execute(Call call) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        return call.execute();
    }

    private static PushResponse read(Response response) throws IOException {
        ResponseBody body = response.body();
        return PushResponse.of(response.code(), body == null ? "" : prefix(body), response::header);
    }

    private static String prefix(ResponseBody body) throws IOException {
        BufferedSource source = body.source();
        Buffer prefix = new Buffer();
        while (prefix.size() < MAX_RESPONSE_BYTES && source.read(prefix, MAX_RESPONSE_BYTES - prefix.size()) >= 0) {
            // The condition reads.
        }
        return prefix.readUtf8();
    }

    /** Answers the challenge of a proxy for CONNECT, also the one that OkHttp invents so that the first request has it. */
    private static @Nullable Request authenticate(Response challenge, @Nullable String authorization)
            throws IOException {
        Request request = challenge.request();
        if (authorization != null && request.header(PROXY_AUTHORIZATION) == null) {
            return request.newBuilder()
                    .header(PROXY_AUTHORIZATION, authorization)
                    .build();
        }
        if (!request.method().equals("CONNECT")) {
            return null;
        }
        boolean isInvented =
                challenge.challenges().stream().anyMatch(c -> c.scheme().equals("OkHttp-Preemptive"));
        if (isInvented) {
            return null;
        }
        throw new ProxyAuthenticationException(challenge.message());
    }

    /** A request through a tunnel is for the server; only one that the proxy reads carries the proxy's credentials. */
    private static Request toProxy(Interceptor.Chain chain, String authorization) {
        okhttp3.Connection connection = chain.connection();
        Route route = connection == null ? null : connection.route();
        boolean isForProxy = route != null
                && route.proxy().type() == Proxy.Type.HTTP
                && !chain.request().isHttps();
        return isForProxy
                ? chain.request()
                        .newBuilder()
                        .header(PROXY_AUTHORIZATION, authorization)
                        .build()
                : chain.request();
    }

    @Override
    public void close() {
        closed = true;
        // OkHttp's own list has a call only from its execution on.
        calls.forEach(Call::cancel);
        client.connectionPool().evictAll();
    }

    /** A proxy refuses to tunnel; OkHttp itself would hide the status in the text of an exception. */
    private static final class ProxyAuthenticationException extends IOException {
        private static final long serialVersionUID = 1;

        ProxyAuthenticationException(String message) {
            super(message);
        }
    }

    /** Notes the status before OkHttp checks the body: it refuses a 204 that announces one. Stateless. */
    private static final class StatusListener extends EventListener {
        @Override
        public void responseHeadersEnd(Call call, Response response) {
            AtomicInteger status = call.request().tag(AtomicInteger.class);
            if (status != null) {
                status.set(response.code());
            }
        }
    }
}
