package io.github.lokiline.doctor;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ServerSocketFactory;

/**
 * A server in front of an embedded Loki, like a gateway: it can use TLS, respond by itself, or change responses.
 * Thread-safe once started; its threads are daemons.
 */
final class Gateway implements AutoCloseable {

    /** One request with header names in lower case. */
    record Request(String method, String path, Map<String, String> headers) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        boolean isPush() {
            return method.equals("POST") && path.endsWith("/push");
        }
    }

    /** Returns the gateway's own response; empty to forward the request to Loki. */
    interface Rule extends Function<Request, String> {}

    private final EmbeddedLoki loki;
    private final ServerSocket server;
    private final String scheme;
    private final Rule rule;
    private final UnaryOperator<String> change;

    private Gateway(
            EmbeddedLoki loki, ServerSocketFactory sockets, String scheme, Rule rule, UnaryOperator<String> change) {
        this.loki = loki;
        this.scheme = scheme;
        this.rule = rule;
        this.change = change;
        try {
            this.server = sockets.createServerSocket(0, 50, loopback());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    static Gateway before(EmbeddedLoki loki, Rule rule) {
        return new Gateway(loki, ServerSocketFactory.getDefault(), "http", rule, UnaryOperator.identity());
    }

    /** Relays Loki's response and replaces only its head. */
    static Gateway changingHeads(EmbeddedLoki loki, UnaryOperator<String> change) {
        return new Gateway(loki, ServerSocketFactory.getDefault(), "http", request -> "", change);
    }

    static Gateway overTls(EmbeddedLoki loki, ServerSocketFactory sockets) {
        return new Gateway(loki, sockets, "https", request -> "", UnaryOperator.identity());
    }

    static String answer(int status, String body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return head + "Content-Length: " + length + "\r\nConnection: close\r\n\r\n" + body;
    }

    String url(String host) {
        return scheme + "://" + host + ":" + server.getLocalPort();
    }

    String url() {
        return url("127.0.0.1");
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            return; // the test is over
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            String head = head(in);
            Request request = request(head);
            byte[] body = in.readNBytes(Integer.parseInt("0" + request.header("Content-Length")));
            String own = rule.apply(request);
            byte[] answer = own.isEmpty() ? forward(head, body) : own.getBytes(StandardCharsets.UTF_8);
            OutputStream out = client.getOutputStream();
            out.write(answer);
            out.flush();
        } catch (IOException broken) {
            return; // a handshake that is refused, or a connection check
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static Request request(String head) {
        String[] lines = head.strip().split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        String[] words = lines[0].split(" ", -1);
        return new Request(words[0], words[1].replaceFirst("\\?.*", ""), headers);
    }

    private byte[] forward(String head, byte[] body) throws IOException {
        String closing =
                head.replaceAll("(?i)\r\nConnection: [^\r]*", "").replaceFirst("\r\n", "\r\nConnection: close\r\n");
        try (Socket socket = new Socket(loopback(), loki.port())) {
            socket.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return change.apply(answer).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "gateway");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
