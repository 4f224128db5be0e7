package io.github.lokiline.client.internal.http;

import java.io.IOException;

/**
 * Sends POST requests with one HTTP client and waits for their responses. Thread-safe. Every implementation passes {@code
 * PushSenderContract}.
 */
interface HttpTransport extends AutoCloseable {
    /** Loki's response to one bad push can repeat whole label sets (7 KB measured); a page of a proxy has no limit. */
    int MAX_RESPONSE_BYTES = 64 * 1024;

    int NO_CONTENT = 204;

    /**
     * Sends one request. Redirects are not followed: a redirect would turn the POST into a GET. A 204 whose body
     * breaks is a 204. Any other response needs its body: a 200 can be the page of a proxy.
     *
     * @throws IOException if there is no response: refused, reset, timed out, closed
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    PushResponse post(HttpPost post) throws IOException, InterruptedException;

    /** Cancels the requests in flight, closes all connections and ends all threads. */
    @Override
    void close();
}
