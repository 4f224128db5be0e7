package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.http.PortReservation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.function.Supplier;

/**
 * One client's connection and the connection to the server: one thread carries requests, one carries responses.
 * Thread-safe.
 */
final class RelayedConnection {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final Socket client;
    private final Socket server = new Socket();
    private final Supplier<TcpRelay.Fault> faults;

    private TcpRelay.Fault fault = TcpRelay.Fault.NONE;
    private boolean inRequest;
    private long requestBytes;
    private long answerBytes;

    RelayedConnection(Socket client, Supplier<TcpRelay.Fault> faults) {
        this.client = client;
        this.faults = faults;
    }

    void start(int targetPort) {
        run(() -> {
            server.connect(PortReservation.loopback(targetPort));
            run(this::carryAnswers);
            carryRequests();
        });
    }

    /** The work of one of the connection's threads. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException over) {
                        // one side has closed; the close below closes the other one
                    } finally {
                        close();
                    }
                },
                "tcp-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void carryRequests() throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            int pass = passOfRequest(read);
            out.write(buffer, 0, pass);
            if (pass < read) {
                breakOff();
                return;
            }
        }
    }

    private void carryAnswers() throws IOException {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            int pass = passOfAnswer(read);
            out.write(buffer, 0, pass);
            if (pass < read) {
                breakOff();
                return;
            }
        }
    }

    private synchronized int passOfRequest(int bytes) {
        if (!inRequest) {
            inRequest = true;
            requestBytes = 0;
            answerBytes = 0;
            fault = faults.get();
        }
        int pass = (int) Math.min(bytes, fault.requestBytes() - requestBytes);
        requestBytes += pass;
        return pass;
    }

    private synchronized int passOfAnswer(int bytes) {
        inRequest = false;
        int pass = (int) Math.min(bytes, fault.answerBytes() - answerBytes);
        answerBytes += pass;
        return pass;
    }

    private synchronized void breakOff() throws IOException {
        if (fault.resets()) {
            // with a linger time of zero, closing sends a reset, so that the server does not take half a request for a
            // whole one
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        }
        close();
    }

    boolean isOver() {
        return client.isClosed();
    }

    void close() {
        try {
            client.close();
            server.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
