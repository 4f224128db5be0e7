package io.github.lokiline.client.internal.http;

import java.util.function.Consumer;

/** Sends pushes over HTTP. Thread-safe. */
public interface PushSender extends AutoCloseable {
    /** The largest number of pushes in flight. The caller decides which; a sender needs no queue of its own. */
    int MAX_PUSHES = 4;

    /**
     * Starts a push. Never throws; a push that cannot start is a failed one.
     *
     * @param tenant the value of {@code X-Scope-OrgID}; empty for none
     * @param body a snappy-compressed {@code PushRequest}; shared, not copied
     * @param done called exactly once, on any thread, perhaps before this method returns
     */
    void push(String tenant, byte[] body, Consumer<PushResponse> done);

    /** Cancels the pushes in flight and ends all threads. */
    @Override
    void close();
}
