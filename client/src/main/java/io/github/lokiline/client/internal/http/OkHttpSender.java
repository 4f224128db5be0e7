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
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Pushes with OkHttp. Thread-safe. Only calls that exist in OkHttp 4.12 as well are used: an application's own version
 * may come first on the class path.
 */
public final class OkHttpSender implements PushSender {

    /** As many as the dispatcher ever has in flight; our worker decides which. */
    public static final int MAX_PUSHES = 4;

    /** Loki's answer to one bad push can repeat whole label sets (7 KB measured); a proxy's page has no bound. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

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
        // OkHttp's own executor has threads that are no daemons: they would keep a finished application alive.
        this.executor = new ThreadPoolExecutor(
                0,
                // The dispatcher has the bound. It starts the next call on the thread of the one that ends, which is
                // busy still: a pool of four would refuse it.
                Integer.MAX_VALUE,
                IDLE_THREAD.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                settings.threads());
        this.client = client(settings, executor);
    }

    /** Whether pushes can be sent there, as far as the text tells. */
    public static boolean isUrl(String url) {
        return HttpUrl.parse(url) != null;
    }

    /** The client of one sender. */
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
                // A redirect would turn the POST into a GET: it is shown as what it is, a wrong url.
                .followRedirects(false)
                .followSslRedirects(false);
        if (!settings.url().startsWith("https:")) {
            // Else OkHttp reads the JVM's trust store and starts TLS for nothing, while the application starts beside
            // it.
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
    public void push(PushRequest push, Consumer<PushResponse> done) {
        try {
            client.newCall(request(push)).enqueue(new Answer(done));
        } catch (RuntimeException e) {
            // A closed dispatcher, or a header value OkHttp refuses: the push has not begun, so it can be made again.
            done.accept(PushResponse.failed(e.getClass().getSimpleName()));
        }
    }

    private Request request(PushRequest push) {
        Request.Builder request = new Request.Builder()
                .url(settings.url())
                .header("User-Agent", userAgent)
                .post(RequestBody.create(push.body(), protobuf));
        if (!push.tenant().isEmpty()) {
            request.header("X-Scope-OrgID", push.tenant());
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

    /** On the class path the manifest knows the version, on the module path the module's descriptor does. */
    private static String userAgent() {
        ModuleDescriptor module = OkHttpSender.class.getModule().getDescriptor();
        String version = module == null
                ? OkHttpSender.class.getPackage().getImplementationVersion()
                : module.rawVersion().orElse(null);
        return version == null ? "lokiline" : "lokiline/" + version;
    }

    /** Turns OkHttp's two ways to end a call into one. */
    private record Answer(Consumer<PushResponse> done) implements Callback {

        @Override
        public void onFailure(Call call, IOException failure) {
            done.accept(PushResponse.failed(failure.getClass().getSimpleName()));
        }

        @Override
        public void onResponse(Call call, okhttp3.Response response) {
            PushResponse answer;
            try {
                answer = read(response);
            } catch (Throwable e) {
                answer = PushResponse.failed(e.getClass().getSimpleName());
            }
            done.accept(answer);
        }

        private static PushResponse read(okhttp3.Response response) {
            try (response) {
                ResponseBody body = response.body();
                long retryAfter = RetryAfter.nanos(response.header("Retry-After"), Instant.now());
                return new PushResponse(response.code(), body == null ? "" : prefix(body), retryAfter);
            } catch (IOException e) {
                // The status arrived, its text did not: half an answer is none. Loki may have stored the push.
                return PushResponse.failed(e.getClass().getSimpleName());
            }
        }

        private static String prefix(ResponseBody body) throws IOException {
            BufferedSource source = body.source();
            Buffer prefix = new Buffer();
            while (prefix.size() < MAX_ANSWER_BYTES && source.read(prefix, MAX_ANSWER_BYTES - prefix.size()) >= 0) {
                // Reading is all there is to do.
            }
            return prefix.readUtf8();
        }
    }
}
