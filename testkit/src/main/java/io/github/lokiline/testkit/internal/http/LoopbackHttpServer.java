package io.github.lokiline.testkit.internal.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The JDK's HTTP server on a loopback port, with daemon threads only. Thread-safe. */
public final class LoopbackHttpServer implements AutoCloseable {

    private static final int SYSTEM_BACKLOG = 0;
    private static final int STOP_NOW = 0;
    private static final int THREADS_END_WITHIN_SECONDS = 10;

    private final HttpServer server;
    private final ExecutorService threads;

    private LoopbackHttpServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Starts on a port, or on any free one when it is 0. */
    public static LoopbackHttpServer start(int port, HttpHandler handler) {
        ExecutorService threads = Executors.newCachedThreadPool(LoopbackHttpServer::daemon);
        try {
            HttpServer server = HttpServer.create(PortReservation.loopback(port), SYSTEM_BACKLOG);
            server.createContext("/", handler);
            server.setExecutor(threads);
            // the server's own thread is a daemon only if the thread that starts it is one
            threads.submit(server::start).get();
            return new LoopbackHttpServer(server, threads);
        } catch (IOException taken) {
            threads.shutdown();
            throw new UncheckedIOException("EmbeddedLoki cannot listen on port " + port, taken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while EmbeddedLoki started", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("EmbeddedLoki cannot start", failed);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "embedded-loki");
        thread.setDaemon(true);
        return thread;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Breaks all connections and waits for the threads to end. */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(STOP_NOW);
        try {
            if (!threads.awaitTermination(THREADS_END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("EmbeddedLoki's threads do not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
