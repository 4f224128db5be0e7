package io.github.lokiline.client.internal.http;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends requests with the JDK's HTTP client. Thread-safe. */
final class JdkTransport implements HttpTransport {
    /** Used instead of {@link URI#getHost()}, which rejects underscores; names of containers often have them. */
    private static final Pattern HOST = Pattern.compile("(?<=://)(\\[[^]]+]|[^:/?]+)");

    /** The text of the JDK's exception for a 204 that announces a body: the only trace of the status. */
    private static final String BODY_AFTER_204 = "with 204 response";

    private final SenderConfig settings;
    private final JdkClientThread client;
    private final Set<CompletableFuture<HttpResponse<String>>> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Creates a transport.
     *
     * @param executor runs the tasks of the HTTP client; the caller shuts it down after {@link #close()}
     */
    JdkTransport(SenderConfig settings, @Nullable TlsMaterial tls, Executor executor) throws InterruptedException {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder()
                // Otherwise the first request to a plain http address carries an upgrade header.
                .version(settings.needsTls() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .proxy(settings.proxy().selector())
                .executor(executor);
        if (tls != null) {
            builder.sslContext(tls.context());
        }
        this.client = JdkClientThread.start(builder);
    }

    @Override
    @SuppressWarnings("CollectionUndefinedEquality") // a CompletableFuture is equal only to itself
    public PushResponse post(HttpPost post) throws IOException, InterruptedException {
        BodyPrefix body = new BodyPrefix(MAX_RESPONSE_BYTES);
        CompletableFuture<HttpResponse<String>> call = client.http().sendAsync(request(post), body);
        inFlight.add(call);
        try {
            if (closed) {
                throw new IOException("closed");
            }
            return read(call.get(post.timeoutNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return noContentOrThrow(new HttpTimeoutException("no response in time"), body);
        } catch (ExecutionException e) {
            return noContentOrThrow(e.getCause() == null ? e : e.getCause(), body);
        } finally {
            inFlight.remove(call);
            call.cancel(true);
        }
    }

    private HttpRequest request(HttpPost post) throws IOException {
        URI uri = uri(post.url());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofNanos(Math.max(1, post.timeoutNanos())))
                .setHeader("Content-Type", post.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(post.body()));
        post.headers().forEach(header -> request.setHeader(header.name(), header.value()));
        String proxyAuthorization = settings.proxy().authorization();
        if (proxyAuthorization != null && settings.proxy().isUsedFor(uri)) {
            // The JDK sends it to the proxy only.
            request.setHeader("Proxy-Authorization", proxyAuthorization);
        }
        return request.build();
    }

    /** Looks up a name that the JDK's client does not accept, and uses its address instead. */
    private static URI uri(String url) throws IOException {
        URI uri = URI.create(url);
        Matcher host = HOST.matcher(url);
        if (uri.getHost() != null || !host.find()) {
            return uri;
        }
        InetAddress address = InetAddress.getByName(host.group());
        String text = address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        return URI.create(url.substring(0, host.start()) + text + url.substring(host.end()));
    }

    private static PushResponse read(HttpResponse<String> response) {
        return PushResponse.of(
                response.statusCode(),
                response.body(),
                name -> response.headers().firstValue(name).orElse(null));
    }

    private static PushResponse noContentOrThrow(Throwable cause, BodyPrefix body) throws IOException {
        boolean is204 = String.valueOf(cause.getMessage()).contains(BODY_AFTER_204);
        if (is204 || body.status() == NO_CONTENT) {
            return new PushResponse(NO_CONTENT, "", 0);
        }
        if (cause instanceof IOException failure) {
            throw failure;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IOException(cause);
    }

    @Override
    public void close() {
        closed = true;
        inFlight.forEach(call -> call.cancel(true));
        client.stop();
    }
}
