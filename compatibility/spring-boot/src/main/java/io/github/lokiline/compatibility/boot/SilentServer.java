package io.github.lokiline.compatibility.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that accepts every connection and never responds. Thread-safe. */
final class SilentServer implements AutoCloseable {

    private final ServerSocket server;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Thread acceptor = new Thread(this::accept, "silent-server");

    private SilentServer(ServerSocket server) {
        this.server = server;
    }

    static SilentServer start() throws IOException {
        SilentServer silent = new SilentServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        silent.acceptor.setDaemon(true);
        silent.acceptor.start();
        return silent;
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Waits until a client has connected. */
    boolean awaitAsked() throws InterruptedException {
        return asked.await(60, TimeUnit.SECONDS);
    }

    private void accept() {
        try {
            while (true) {
                sockets.add(server.accept());
                asked.countDown();
            }
        } catch (SocketException e) {
            // Closing the socket ends the loop.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
