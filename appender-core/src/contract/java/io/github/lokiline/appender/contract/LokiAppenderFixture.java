package io.github.lokiline.appender.contract;

import io.github.lokiline.client.Ledger;

import io.github.lokiline.json.contract.Sample;
import java.time.Duration;
import java.util.List;

/** Logging that is configured, with an appender of ours or without one. Owned by the test's thread. */
public interface LokiAppenderFixture extends AutoCloseable {
    /** Hands an event of this record to the appender, if there is one. */
    void append(Sample sample);

    /** Whether there is an appender that takes events. */
    boolean isDelivering();

    /** Waits until all is settled. */
    boolean flush(Duration timeout);

    /** What became of the events. */
    Ledger ledger();

    /** What the user was warned of so far. */
    List<String> warnings();

    /** Configures the same once more, in the way of the framework. */
    void configureAnew();

    /** Stops logging. */
    @Override
    void close();
}
