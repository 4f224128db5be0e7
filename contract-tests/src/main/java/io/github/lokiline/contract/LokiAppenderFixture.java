package io.github.lokiline.contract;

import io.github.lokiline.client.Ledger;
import java.time.Duration;
import java.util.List;

/** A configured logging framework, with a Loki appender or without one. Owned by the test's thread. */
public interface LokiAppenderFixture extends AutoCloseable {
    /** Passes an event made from the sample to the appender, if there is one. */
    void append(Sample sample);

    /** Returns true if there is a started appender. */
    boolean isDelivering();

    /** Waits until every event is delivered or dropped; returns false if the timeout ends first. */
    boolean flush(Duration timeout);

    Ledger ledger();

    /** Returns the warnings that the user has been given so far. */
    List<String> warnings();

    /** Applies the same configuration again, as the framework does on a reload. */
    void configureAnew();

    /** Stops logging. */
    @Override
    void close();
}
