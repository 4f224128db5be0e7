package io.github.lokiline.client.internal.http;

import java.util.function.Consumer;

/** Makes pushes. Thread-safe. */
public interface PushSender extends AutoCloseable {

    /** Starts a push; {@code done} is called exactly once, on any thread, perhaps before this returns. Never throws. */
    void push(PushRequest push, Consumer<PushResponse> done);

    /** Gives up what is under way and ends all threads. */
    @Override
    void close();
}
