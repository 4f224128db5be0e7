package io.github.lokiline.client.internal.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A socket that connects to nothing and reads one response. Owned by one call. */
final class ImaginarySocket extends Socket {
    static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final String RESPONSE = "HTTP/1.1 204 No Content\r\n\r\n";

    private final InputStream in = new ByteArrayInputStream(RESPONSE.getBytes(StandardCharsets.US_ASCII));
    private final OutputStream out = new ByteArrayOutputStream();

    /** Returns settings for a call through such a socket, with an address that no name server is asked for. */
    static SenderConfig settings(SenderConfig real) {
        return new SenderConfig(
                true,
                "http://127.0.0.1/",
                () -> null,
                null,
                List.of(),
                real.connectTimeout(),
                real.requestTimeout(),
                null,
                // Proxying is disabled.
                new ProxyConfig(ProxySelector.of(null), null),
                real.threads(),
                real.reporter());
    }

    @Override
    public void connect(SocketAddress address, int timeoutMillis) {
        // It is connected.
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public void setSoTimeout(int millis) {
        // Reading never waits.
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }

    /** Creates such sockets. Stateless. */
    static final class Factory extends TcpNoDelaySocketFactory {
        @Override
        public Socket createSocket() {
            return new ImaginarySocket();
        }
    }
}
