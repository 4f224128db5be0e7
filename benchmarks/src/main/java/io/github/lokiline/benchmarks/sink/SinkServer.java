package io.github.lokiline.benchmarks.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server that reads each push and responds with 204. Runs in its own process, so that its work is not counted
 * with the contenders'; prints its port, executes commands line by line, and ends when its input ends.
 *
 * <p>After the command {@code keep}, it keeps the bodies and parses them only for {@link ReceivedPushes#report report},
 * because counting would take CPU time from the running contender.
 */
final class SinkServer {

    /** Without it, responses would wait for the client's acknowledgement, and the sink would be measured. */
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final ReceivedPushes tally = new ReceivedPushes();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private HttpServer server;
    private volatile int status = 204;
    private volatile boolean keeping;

    private SinkServer() throws IOException {
        server = listen(0);
    }

    public static void main(String[] args) throws IOException {
        System.setProperty(NO_DELAY, "true");
        SinkServer sink = new SinkServer();
        System.out.println(sink.server.getAddress().getPort());
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println(sink.obey(line.split(" ", -1)));
        }
        // The parent process has closed the stream or ended.
        System.exit(0);
    }

    private String obey(String[] words) throws IOException {
        switch (words[0]) {
            case "keep" -> {
                keeping = true;
                tally.forget();
            }
            case "status" -> status = Integer.parseInt(words[1]);
            case "down" -> server.stop(0);
            case "up" -> server = listen(server.getAddress().getPort());
            case "pushes" -> {
                return Integer.toString(tally.pushes());
            }
            case "report" -> {
                return tally.report(Integer.parseInt(words[1]));
            }
            default -> throw new IllegalArgumentException("cannot " + words[0]);
        }
        return "done";
    }

    private HttpServer listen(int port) throws IOException {
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        listening.createContext("/", this::answer);
        listening.setExecutor(threads);
        listening.start();
        return listening;
    }

    private void answer(HttpExchange exchange) throws IOException {
        int answer = status;
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            if (keeping) {
                tally.take(exchange, body.readAllBytes(), answer == 204);
            } else {
                body.transferTo(java.io.OutputStream.nullOutputStream());
            }
            exchange.sendResponseHeaders(answer, -1);
        }
    }
}
