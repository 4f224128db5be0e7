package io.github.lokiline.client.internal.http;

import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * An HTTP client of the JDK whose thread can be ended, which Java 17 to 20 have no method for. Immutable.
 *
 * <p>The client's thread joins the thread group of the thread that creates the client. With a group of its own it is found
 * there, and it ends when it is interrupted.
 */
final class JdkClientThread {
    private final HttpClient http;
    private final ThreadGroup group;

    private JdkClientThread(HttpClient http, ThreadGroup group) {
        this.http = http;
        this.group = group;
    }

    static JdkClientThread start(HttpClient.Builder builder) throws InterruptedException {
        ThreadGroup group = new ThreadGroup("lokiline-http");
        CompletableFuture<HttpClient> http = new CompletableFuture<>();
        Thread creator = new Thread(group, () -> create(builder, http), "lokiline-http");
        creator.setDaemon(true);
        // Inherited by the client's thread, which would otherwise keep a web application's classes in memory.
        creator.setContextClassLoader(ClassLoader.getSystemClassLoader());
        creator.start();
        creator.join();
        try {
            return new JdkClientThread(http.get(), group);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the JDK's HTTP client cannot be created", e.getCause());
        }
    }

    private static void create(HttpClient.Builder builder, CompletableFuture<HttpClient> http) {
        try {
            http.complete(builder.build());
        } catch (Throwable e) {
            http.completeExceptionally(e);
        }
    }

    HttpClient http() {
        return http;
    }

    void stop() {
        group.interrupt();
    }
}
