package io.github.lokiline.loki.internal.http;

import java.util.function.Consumer;

/** Makes pushes. Thread-safe. */
public interface Sender extends AutoCloseable {

    /** Starts a push; {@code done} is called exactly once, on any thread, perhaps before this returns. Never throws. */
    void push(Push push, Consumer<Response> done);

    /** Gives up what is under way and ends all threads. */
    @Override
    void close();
}
