package io.github.lokiline.client.internal.http;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
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

/**
 * Sends pushes with OkHttp. Thread-safe. Uses only methods that exist in OkHttp 4.12 too, because the application's version
 * may come first on the class path.
 */
public final class OkHttpSender implements PushSender {

    /** Loki's response to one bad push can repeat whole label sets (7 KB measured); a page of a proxy has no limit. */
    private static final int MAX_RESPONSE_BYTES = 64 * 1024;

    /** Loki's server closes an idle connection after 120 s ({@code http_server_idle_timeout}). */
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(60);

    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

    private final SenderConfig settings;
    private final OkHttpClient client;
    private final ExecutorService executor;
    private final String userAgent;
    private final @Nullable MediaType protobuf = MediaType.parse("application/x-protobuf");

    public OkHttpSender(SenderConfig settings) {
        this.settings = settings;
        this.userAgent = userAgent();
        // OkHttp's own executor has non-daemon threads, which would keep a finished application alive.
        this.executor = new ThreadPoolExecutor(
                0,
                // The dispatcher limits the calls. It starts the next call on the thread of the one that ends, which is
                // still busy: a pool of four threads would reject it.
                Integer.MAX_VALUE,
                IDLE_THREAD.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                settings.threads());
        this.client = client(settings, executor);
    }

    /** Returns whether the text is a URL to which pushes can be sent. */
    public static boolean isUrl(String url) {
        return HttpUrl.parse(url) != null;
    }

    static OkHttpClient client(SenderConfig settings, ExecutorService executor) {
        Dispatcher dispatcher = new Dispatcher(executor);
        dispatcher.setMaxRequests(MAX_PUSHES);
        dispatcher.setMaxRequestsPerHost(MAX_PUSHES);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(MAX_PUSHES, IDLE_CONNECTION.toMillis(), TimeUnit.MILLISECONDS))
                .socketFactory(new TcpNoDelaySocketFactory())
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.requestTimeout())
                .writeTimeout(settings.requestTimeout())
                .callTimeout(settings.requestTimeout())
                // A redirect would turn the POST into a GET; it is reported as a wrong url instead.
                .followRedirects(false)
                .followSslRedirects(false);
        if (!settings.url().startsWith("https:")) {
            // OkHttp would otherwise read the JVM's trust store and initialize TLS while the application starts.
            builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        if (settings.tls() != null) {
            builder.sslSocketFactory(settings.tls().sockets(), settings.tls().trust());
        }
        if (settings.proxy() != null) {
            builder.proxy(settings.proxy());
        }
        return builder.build();
    }

    @Override
    public void push(String tenant, byte[] body, Consumer<PushResponse> done) {
        try {
            client.newCall(request(tenant, body)).enqueue(new ResponseCallback(done));
        } catch (RuntimeException e) {
            // A closed dispatcher, or a header value that OkHttp rejects: the push has not started and can be repeated.
            done.accept(PushResponse.failed(e));
        }
    }

    private Request request(String tenant, byte[] body) {
        Request.Builder request = new Request.Builder()
                .url(settings.url())
                .header("User-Agent", userAgent)
                .post(RequestBody.create(body, protobuf));
        if (!tenant.isEmpty()) {
            request.header("X-Scope-OrgID", tenant);
        }
        String authorization = settings.authorization().get();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        for (SenderConfig.Header header : settings.headers()) {
            request.header(header.name(), header.value());
        }
        return request.build();
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        executor.shutdown();
        client.connectionPool().evictAll();
    }

    /** Reads the version from the module's descriptor on the module path, from the manifest on the class path. */
    private static String userAgent() {
        ModuleDescriptor module = OkHttpSender.class.getModule().getDescriptor();
        String version = module == null
                ? OkHttpSender.class.getPackage().getImplementationVersion()
                : module.rawVersion().orElse(null);
        return version == null ? "lokiline" : "lokiline/" + version;
    }

    /** Turns the two callbacks of OkHttp into one. */
    private record ResponseCallback(Consumer<PushResponse> done) implements Callback {

        @Override
        public void onFailure(Call call, IOException failure) {
            done.accept(PushResponse.failed(failure));
        }

        @Override
        public void onResponse(Call call, Response response) {
            PushResponse result;
            try (response) {
                ResponseBody body = response.body();
                String header = response.header("Retry-After");
                long retryAfter = header == null ? 0 : RetryAfter.nanos(header, Instant.now());
                result = new PushResponse(response.code(), body == null ? "" : prefix(body), retryAfter);
            } catch (Throwable e) {
                // A status without its body is no response. Loki may have stored the push.
                result = PushResponse.failed(e);
            }
            done.accept(result);
        }

        private static String prefix(ResponseBody body) throws IOException {
            BufferedSource source = body.source();
            Buffer prefix = new Buffer();
            while (prefix.size() < MAX_RESPONSE_BYTES && source.read(prefix, MAX_RESPONSE_BYTES - prefix.size()) >= 0) {
                // The condition reads.
            }
            return prefix.readUtf8();
        }
    }
}
