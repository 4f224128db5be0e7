package io.github.lokiline.client.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The transport of the pushes. It is replaced when certificates change, and when OkHttp turns out to be unusable; requests
 * in flight end with the former one. Thread-safe: one lock guards all fields.
 */
final class TransportSwitch implements AutoCloseable {
    private final SenderConfig settings;
    private final Executor executor;
    private final Set<Counted> open = new HashSet<>();
    private boolean isOkHttp;
    private boolean closed;
    private @Nullable Counted current;

    TransportSwitch(SenderConfig settings, Executor executor) {
        this.settings = settings;
        this.executor = executor;
        this.isOkHttp = settings.usesOkHttp();
    }

    /** A transport with the number of requests that use it. Guarded by the switch's lock. */
    private static final class Counted {
        private final HttpTransport transport;
        private final @Nullable TlsMaterial tls;
        private int users;
        private boolean retired;

        Counted(HttpTransport transport, @Nullable TlsMaterial tls) {
            this.transport = transport;
            this.tls = tls;
        }
    }

    /** One request's use of a transport. Owned by one thread. */
    final class Use implements AutoCloseable {
        private final Counted counted;

        private Use(Counted counted) {
            this.counted = counted;
        }

        HttpTransport transport() {
            return counted.transport;
        }

        @Override
        public void close() {
            release(counted);
        }
    }

    /** Returns the transport for one request, with the current certificates. */
    synchronized Use use() throws IOException, InterruptedException {
        if (closed) {
            throw new IOException("closed");
        }
        TlsMaterial tls = tls();
        Counted usable = current;
        if (usable == null || !Objects.equals(usable.tls, tls)) {
            HttpTransport transport = isOkHttp ? new OkHttpTransport(settings, tls) : jdk(tls);
            retire();
            usable = new Counted(transport, tls);
            current = usable;
            open.add(usable);
        }
        usable.users++;
        return new Use(usable);
    }

    private @Nullable TlsMaterial tls() throws IOException {
        try {
            return settings.tls() == null ? null : settings.tls().get();
        } catch (UncheckedIOException e) {
            // The certificates cannot be read; the cause says why.
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private HttpTransport jdk(@Nullable TlsMaterial tls) throws InterruptedException {
        String disabled = System.getProperty("jdk.http.auth.tunneling.disabledSchemes", "Basic");
        if (settings.proxy().authorization() != null
                && settings.url().startsWith("https:")
                && disabled.toLowerCase(Locale.ROOT).contains("basic")) {
            settings.reporter()
                    .warnOnceLater(
                            "proxy_basic",
                            "the JDK's HTTP client does not send proxyUsername to a proxy for https: a proxy that asks for it"
                                    + " answers 407; start the JVM with -Djdk.http.auth.tunneling.disabledSchemes="
                                    + " (nothing after =), or add " + OkHttpCheck.DECLARED);
        }
        return new JdkTransport(settings, tls, executor);
    }

    /** Goes on with the JDK's HTTP client, and says why, once. */
    synchronized void leaveOkHttp(String problem) {
        if (isOkHttp) {
            isOkHttp = false;
            retire();
            settings.reporter().warnOnceLater("okhttp", OkHttpCheck.message(problem));
        }
    }

    private void retire() {
        Counted former = current;
        current = null;
        if (former != null) {
            former.retired = true;
            closeIfUnused(former);
        }
    }

    private synchronized void release(Counted counted) {
        counted.users--;
        closeIfUnused(counted);
    }

    private void closeIfUnused(Counted counted) {
        if (counted.retired && counted.users == 0 && open.remove(counted)) {
            close(counted);
        }
    }

    private static void close(Counted counted) {
        try {
            counted.transport.close();
        } catch (LinkageError e) {
            // An OkHttp that cannot send cannot close either; its connections end when they are idle.
            Thread.onSpinWait();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.forEach(TransportSwitch::close);
        open.clear();
        current = null;
    }
}
