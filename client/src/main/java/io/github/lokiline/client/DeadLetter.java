package io.github.lokiline.client;

import java.time.Instant;
import java.util.Map;

/**
 * An entry that Loki rejected finally and that is not sent again. Immutable.
 *
 * @param tenant empty for none
 * @param labels the labels of its stream
 * @param time the time of the entry
 * @param line the line as it was sent; values that the encoder masks are masked
 * @param reason the reason in the ledger: {@code line_too_long}, {@code poison}, {@code too_big}
 */
public record DeadLetter(String tenant, Map<String, String> labels, Instant time, String line, String reason) {
    /** Copies the labels. */
    public DeadLetter {
        labels = Map.copyOf(labels);
    }
}
