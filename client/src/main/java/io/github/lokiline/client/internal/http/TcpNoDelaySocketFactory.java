package io.github.lokiline.client.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Creates sockets with {@code TCP_NODELAY}, which OkHttp does not set for HTTP/1.1. Immutable, thread-safe.
 *
 * <p>Without it, the last segment of a push waits until the server has acknowledged the segments before, and a server that
 * waits for the rest of the request acknowledges late: each push idles for 40 ms on Linux. OkHttp buffers what it writes,
 * so there are no tiny segments.
 */
class TcpNoDelaySocketFactory extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
        return withNoDelay(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return withNoDelay(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return withNoDelay(new Socket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return withNoDelay(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return withNoDelay(new Socket(host, port, local, localPort));
    }

    private static Socket withNoDelay(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return socket;
    }
}
