package io.github.lokiline.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * A free HTTP server: reads each push, keeps nothing and answers 204. Runs in a process of its own, so that its work is
 * not counted among the contenders'; prints its port, and ends when its input ends.
 */
final class Sink {

    private Sink() {}

    public static void main(String[] args) throws IOException {
        // Else its answers wait for the client's acknowledgement, and the sink is what is measured.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Sink::answer);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Until whoever started it lets go of it, or dies.
        }
        System.exit(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            while (body.read(buffer) >= 0) {
                // Only read.
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }
}
