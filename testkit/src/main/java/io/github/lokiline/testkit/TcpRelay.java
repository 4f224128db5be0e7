package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.http.PortReservation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A TCP relay in front of a server on loopback, which breaks connections on demand. Thread-safe; its threads are
 * daemons.
 *
 * <pre>{@code
 * try (EmbeddedLoki loki = EmbeddedLoki.start();
 *         TcpRelay relay = TcpRelay.to(loki.port())) {
 *     // point the application at relay.url(), then
 *     relay.misbehave(TcpRelay.Fault.resetAfterRequest());
 *     // the next push is stored, but the client sees a reset
 * }
 * }</pre>
 *
 * <p>It does not parse the traffic. A request begins with the first byte from the client after the server has sent
 * something, which holds for HTTP/1.1 without pipelining.
 */
public final class TcpRelay implements AutoCloseable {

    /** A fault of one request. Immutable, thread-safe. */
    public static final class Fault {

        static final Fault NONE = new Fault("none", Long.MAX_VALUE, Long.MAX_VALUE, false);

        private final String name;
        private final long requestBytes;
        private final long answerBytes;
        private final boolean reset;

        private Fault(String name, long requestBytes, long answerBytes, boolean reset) {
            this.name = name;
            this.requestBytes = requestBytes;
            this.answerBytes = answerBytes;
            this.reset = reset;
        }

        /** Resets the connection at the request's first byte: the server receives nothing of it. */
        public static Fault resetBeforeRequest() {
            return resetInRequest(0);
        }

        /** Resets the connection, on both sides, after this many bytes of the request, including its head. */
        public static Fault resetInRequest(long bytes) {
            return new Fault("reset after " + bytes + " bytes of the request", bytes, Long.MAX_VALUE, true);
        }

        /** Resets the connection when the server responds: the request was handled, but the client cannot know. */
        public static Fault resetAfterRequest() {
            return new Fault("reset before the answer", Long.MAX_VALUE, 0, true);
        }

        /** Closes the connection when the server responds, without a reset. */
        public static Fault closeWithoutAnswer() {
            return cutAnswerAfter(0);
        }

        /** Closes the connection after this many bytes of the response, including its head. */
        public static Fault cutAnswerAfter(long bytes) {
            return new Fault("close after " + bytes + " bytes of the answer", Long.MAX_VALUE, bytes, false);
        }

        /** Returns one fault of each kind, like {@link Misbehaviour#catalogue()}. */
        public static List<Fault> catalogue() {
            return List.of(
                    resetBeforeRequest(),
                    resetInRequest(40),
                    resetAfterRequest(),
                    closeWithoutAnswer(),
                    cutAnswerAfter(12));
        }

        /** Returns the number of bytes of the request that are relayed. */
        long requestBytes() {
            return requestBytes;
        }

        /** Returns the number of bytes of the response that are relayed. */
        long answerBytes() {
            return answerBytes;
        }

        /** Returns whether the connection then ends with a reset instead of a normal close. */
        boolean resets() {
            return reset;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private final int targetPort;
    private final int port;
    private final Deque<Fault> queue = new ArrayDeque<>();
    private final List<RelayedConnection> connections = new ArrayList<>();
    private Fault always = Fault.NONE;
    private Optional<ServerSocket> listener = Optional.empty();
    private Optional<PortReservation> reservation = Optional.empty();
    private int accepted;
    private boolean closed;

    private TcpRelay(int targetPort) {
        this.targetPort = targetPort;
        this.port = listen(0);
    }

    /** Starts on a free port, in front of a port of 127.0.0.1. */
    public static TcpRelay to(int targetPort) {
        return new TcpRelay(targetPort);
    }

    /** Returns the url, such as {@code http://127.0.0.1:43122}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Returns the number of connections accepted so far. */
    public synchronized int connections() {
        return accepted;
    }

    /** Applies each of the given faults to one request, in this order. Calls add up. */
    public synchronized void misbehave(Fault... next) {
        queue.addAll(List.of(next));
    }

    /** Applies a fault to every request from now on, after those given to {@link #misbehave}. */
    public synchronized void always(Fault fault) {
        always = fault;
    }

    /** Breaks all connections and refuses new ones, until {@link #behave}. */
    public synchronized void refuse() {
        if (listener.isPresent()) {
            stopListening();
            reservation = Optional.of(PortReservation.of(port));
        }
    }

    /** Ends all faults; requests in progress keep theirs. */
    public synchronized void behave() {
        queue.clear();
        always = Fault.NONE;
        if (listener.isEmpty() && !closed) {
            giveUpReservation();
            listen(port);
        }
    }

    /** Breaks all connections and stops permanently. May be called twice. */
    @Override
    public synchronized void close() {
        closed = true;
        stopListening();
        giveUpReservation();
    }

    private int listen(int wanted) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.bind(PortReservation.loopback(wanted));
            listener = Optional.of(socket);
            Thread acceptor = new Thread(() -> accept(socket), "tcp-relay");
            acceptor.setDaemon(true);
            acceptor.start();
            return socket.getLocalPort();
        } catch (IOException taken) {
            throw new UncheckedIOException("TcpRelay cannot listen on port " + wanted, taken);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                relay(socket, socket.accept());
            } catch (IOException stopped) {
                // the listener was closed, or a connection was gone before it was accepted; the loop checks which
            }
        }
    }

    private synchronized void relay(ServerSocket from, Socket client) throws IOException {
        RelayedConnection connection = new RelayedConnection(client, this::nextFault);
        if (from.isClosed()) {
            connection.close();
            return;
        }
        accepted++;
        connections.removeIf(RelayedConnection::isOver);
        connections.add(connection);
        connection.start(targetPort);
    }

    private synchronized Fault nextFault() {
        Fault next = queue.poll();
        return next == null ? always : next;
    }

    private void stopListening() {
        listener.ifPresent(TcpRelay::closeListener);
        listener = Optional.empty();
        connections.forEach(RelayedConnection::close);
        connections.clear();
    }

    private static void closeListener(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private void giveUpReservation() {
        reservation.ifPresent(PortReservation::close);
        reservation = Optional.empty();
    }
}
