package io.github.lokiline.client.internal.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/** A socket that connects to nothing and reads one response. Owned by one call. */
final class ImaginarySocket extends Socket {

    static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final InputStream in = new ByteArrayInputStream(OkHttpCheck.response());
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
                new ProxyConfig(new Direct(), null),
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
    static final class Factory extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new ImaginarySocket();
        }

        @Override
        public Socket createSocket(String host, int port) {
            return createSocket();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            return createSocket();
        }
    }

    /** Never chooses a proxy. Stateless. */
    private static final class Direct extends ProxySelector {

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // There is nothing to choose.
        }
    }
}
