package io.github.lokiline.samples.orders;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The orders service: an HTTP server on loopback, on a free port. Thread-safe. */
final class OrdersService implements AutoCloseable {

    private static final int THREADS = 8;

    private final ExecutorService threads;
    private final HttpServer server;

    private OrdersService(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static OrdersService start(Map<String, Integer> shelves) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Orders orders = new Orders(new Stock(shelves), new Payments());
        server.createContext(OrdersHandler.PATH, new OrdersHandler(orders))
                .getFilters()
                .add(new RequestLog());
        server.setExecutor(threads);
        server.start();
        return new OrdersService(server, threads);
    }

    URI url() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + OrdersHandler.PATH);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
