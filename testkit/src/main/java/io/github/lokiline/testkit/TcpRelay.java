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
 * A TCP relay in front of a server on loopback, which breaks connections on command. Thread-safe; its own threads are
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
 * <p>It does not read what it carries. A request begins with the first byte from the client after the server has said
 * something; that fits HTTP/1.1 without pipelining.
 */
public final class TcpRelay implements AutoCloseable {

    /** What happens to one request. Immutable, thread-safe. */
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

        /** Resets the connection at the request's first byte: the server sees nothing of it. */
        public static Fault resetBeforeRequest() {
            return resetInRequest(0);
        }

        /** Resets the connection, on both sides, after so many bytes of the request, head included. */
        public static Fault resetInRequest(long bytes) {
            return new Fault("reset after " + bytes + " bytes of the request", bytes, Long.MAX_VALUE, true);
        }

        /** Resets the connection when the server answers: it has dealt with the request, the client cannot know. */
        public static Fault resetAfterRequest() {
            return new Fault("reset before the answer", Long.MAX_VALUE, 0, true);
        }

        /** Closes the connection when the server answers: as above, but in good order. */
        public static Fault closeWithoutAnswer() {
            return cutAnswerAfter(0);
        }

        /** Closes the connection after so many bytes of the answer, head included. */
        public static Fault cutAnswerAfter(long bytes) {
            return new Fault("close after " + bytes + " bytes of the answer", Long.MAX_VALUE, bytes, false);
        }

        /** One of each kind, as {@link Misbehaviour#catalogue()}. */
        public static List<Fault> catalogue() {
            return List.of(
                    resetBeforeRequest(),
                    resetInRequest(40),
                    resetAfterRequest(),
                    closeWithoutAnswer(),
                    cutAnswerAfter(12));
        }

        /** Bytes of the request that pass. */
        long requestBytes() {
            return requestBytes;
        }

        /** Bytes of the answer that pass. */
        long answerBytes() {
            return answerBytes;
        }

        /** Whether the connection then ends with a reset, else in good order. */
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

    /** Where it listens, such as {@code http://127.0.0.1:43122}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Connections accepted so far. */
    public synchronized int connections() {
        return accepted;
    }

    /** Lets each of these meet one request, in this order. Calls add up. */
    public synchronized void misbehave(Fault... next) {
        queue.addAll(List.of(next));
    }

    /** Lets every request meet this, from now on, after those given to {@link #misbehave}. */
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

    /** Ends all misbehaviour; requests under way keep theirs. */
    public synchronized void behave() {
        queue.clear();
        always = Fault.NONE;
        if (listener.isEmpty() && !closed) {
            giveUpReservation();
            listen(port);
        }
    }

    /** Breaks all connections and stops for good. May be called twice. */
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
                // the listener was closed, or a connection was gone before it was taken: the loop knows which
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
