package io.github.lokiline.client.internal.http;

import java.io.IOException;

/**
 * Sends POST requests with one HTTP client and waits for their responses. Thread-safe. Every implementation passes {@code
 * HttpTransportContract}.
 */
interface HttpTransport extends AutoCloseable {

    /** Loki's response to one bad push can repeat whole label sets (7 KB measured); a page of a proxy has no limit. */
    int MAX_RESPONSE_BYTES = 64 * 1024;

    /**
     * Sends one request. Redirects are not followed: a redirect would turn the POST into a GET. A success whose body
     * breaks is a success, because the status line has said so; any other response needs its body.
     *
     * @throws IOException if there is no response: refused, reset, timed out, closed
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    PushResponse post(HttpPost post) throws IOException, InterruptedException;

    /** Cancels the requests in flight, closes all connections and ends all threads. */
    @Override
    void close();
}
