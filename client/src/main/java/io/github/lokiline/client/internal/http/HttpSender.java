package io.github.lokiline.client.internal.http;

import java.lang.module.ModuleDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends each push on a thread of its own, through OkHttp or, where that does not work, through the JDK's HTTP client.
 * Thread-safe.
 */
public final class HttpSender implements PushSender {
    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);
    /** Less than the margin after which a push is taken back, since the first push waits for the check. */
    private static final Duration MAX_CHECK = Duration.ofSeconds(4);

    private static final long END_MILLIS = 500;
    private static final int UNAUTHORIZED = 401;

    private final SenderConfig settings;
    private final ExecutorService executor;
    private final TransportSwitch transports;
    private final @Nullable OAuthTokens tokens;
    private final String userAgent = userAgent();

    /** Creates a sender; finds out whether OkHttp can be used here, without a network. */
    public HttpSender(SenderConfig settings) {
        this(settings, () -> OkHttpCheck.problem(settings), MAX_CHECK);
    }

    /**
     * Creates a sender.
     *
     * @param okHttpCheck returns why OkHttp cannot be used, null if it can
     */
    HttpSender(SenderConfig settings, Callable<@Nullable String> okHttpCheck, Duration maxCheck) {
        this.settings = settings;
        this.executor = new ThreadPoolExecutor(
                0,
                // The caller limits the pushes; the tasks of the JDK's client need threads beside those of the pushes.
                Integer.MAX_VALUE,
                IDLE_THREAD.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                settings.threads());
        this.transports = new TransportSwitch(settings, executor);
        this.tokens = settings.oauth() == null
                ? null
                : new OAuthTokens(settings.oauth(), settings.reporter(), System::nanoTime);
        if (settings.usesOkHttp()) {
            String problem = check(okHttpCheck, maxCheck);
            if (problem != null) {
                transports.leaveOkHttp(problem);
            }
        }
    }

    /** An OutOfMemoryError can end the threads that OkHttp shares in this JVM: a call of it then never returns. */
    private @Nullable String check(Callable<@Nullable String> okHttpCheck, Duration maxCheck) {
        FutureTask<@Nullable String> check = new FutureTask<>(okHttpCheck);
        executor.execute(check);
        try {
            return check.get(maxCheck.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            check.cancel(true);
            return "no response to a check within " + maxCheck.toSeconds() + " s, as after an OutOfMemoryError";
        } catch (ExecutionException e) {
            throw new IllegalStateException("OkHttp cannot be checked", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void push(String tenant, byte[] body, Consumer<PushResponse> done) {
        try {
            executor.execute(() -> done.accept(send(tenant, body)));
        } catch (RuntimeException | OutOfMemoryError e) {
            // Closed, or no memory for a thread: the push has not started and can be repeated.
            done.accept(PushResponse.failed(e));
        }
    }

    private PushResponse send(String tenant, byte[] body) {
        long deadline = System.nanoTime() + settings.requestTimeout().toNanos();
        try {
            return sendWithSwitch(tenant, body, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return PushResponse.failed(e);
        } catch (Throwable e) {
            return PushResponse.failed(e);
        }
    }

    private PushResponse sendWithSwitch(String tenant, byte[] body, long deadline) throws Exception {
        try (TransportSwitch.Use use = transports.use()) {
            return sendWithToken(use.transport(), tenant, body, deadline);
        } catch (LinkageError e) {
            // A class path that the check at the start could not judge completely; the same bytes may arrive twice.
            transports.leaveOkHttp(OkHttpCheck.text(e));
        }
        try (TransportSwitch.Use use = transports.use()) {
            return sendWithToken(use.transport(), tenant, body, deadline);
        }
    }

    private PushResponse sendWithToken(HttpTransport transport, String tenant, byte[] body, long deadline)
            throws Exception {
        OAuthTokens source = tokens;
        if (source == null) {
            return transport.post(request(tenant, body, settings.authorization().get(), deadline));
        }
        String token = source.header(transport, deadline);
        PushResponse response = transport.post(request(tenant, body, token, deadline));
        if (response.status() != UNAUTHORIZED) {
            return response;
        }
        source.forget(token);
        String renewed = source.header(transport, deadline);
        return transport.post(request(tenant, body, renewed, deadline));
    }

    private HttpPost request(String tenant, byte[] body, @Nullable String authorization, long deadline) {
        List<SenderConfig.Header> headers = new ArrayList<>();
        headers.add(new SenderConfig.Header("User-Agent", userAgent));
        if (!tenant.isEmpty()) {
            headers.add(new SenderConfig.Header("X-Scope-OrgID", tenant));
        }
        if (authorization != null) {
            headers.add(new SenderConfig.Header("Authorization", authorization));
        }
        headers.addAll(settings.headers());
        return new HttpPost(settings.url(), "application/x-protobuf", headers, body, deadline - System.nanoTime());
    }

    @Override
    public void close() {
        transports.close();
        executor.shutdown();
        awaitThreads();
    }

    /** Their pushes are cancelled: a thread that ends later might miss a class loader that is about to be closed. */
    private void awaitThreads() {
        try {
            executor.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the version from the module's descriptor on the module path, from the manifest on the class path. */
    private static String userAgent() {
        ModuleDescriptor module = HttpSender.class.getModule().getDescriptor();
        String version = module == null
                ? HttpSender.class.getPackage().getImplementationVersion()
                : module.rawVersion().orElse(null);
        return version == null ? "lokiline" : "lokiline/" + version;
    }
}
