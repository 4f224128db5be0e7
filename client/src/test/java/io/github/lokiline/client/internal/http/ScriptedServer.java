package io.github.lokiline.client.internal.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocket;

/** An HTTP/1.1 server on loopback that writes exactly the bytes it is told to. Thread-safe; its threads are daemons. */
final class ScriptedServer implements AutoCloseable {

    /** A response that leaves the connection open without a byte. */
    static final String HANG = "hang";
    /** A response that resets the connection. */
    static final String RESET = "reset";

    private final ServerSocket listener;
    private final Function<Received, String> script;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** One request. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Received(String head, byte[] body, String client) {

        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private ScriptedServer(ServerSocket listener, Function<Received, String> script) {
        this.listener = listener;
        this.script = script;
    }

    static ScriptedServer start(Function<Received, String> script) {
        return start(ServerSocketFactory.getDefault(), script);
    }

    static ScriptedServer start(ServerSocketFactory factory, Function<Received, String> script) {
        try {
            ServerSocket listener = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            ScriptedServer server = new ScriptedServer(listener, script);
            server.daemon(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String answer(String statusAndHeaders, String body) {
        return "HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    int port() {
        return listener.getLocalPort();
    }

    String url(String scheme) {
        return scheme + "://127.0.0.1:" + port() + "/loki/api/v1/push";
    }

    List<Received> received() {
        return received;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (Received request = read(in, socket); request != null; request = read(in, socket)) {
                received.add(request);
                String answer = script.apply(request);
                if (answer.equals(RESET)) {
                    socket.setSoLinger(true, 0);
                    return;
                }
                if (answer.equals(HANG)) {
                    continue;
                }
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                if (answer.contains("Connection: close")) {
                    return;
                }
            }
        } catch (IOException gone) {
            sockets.remove(socket);
        }
    }

    private static Received read(InputStream in, Socket socket) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        Received start = new Received(head.toString(StandardCharsets.ISO_8859_1), new byte[0], "");
        String length = start.header("Content-Length");
        String client = socket instanceof SSLSocket tls && tls.getNeedClientAuth()
                ? String.valueOf(tls.getSession().getPeerPrincipal())
                : "";
        return new Received(start.head(), in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)), client);
    }

    private void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
