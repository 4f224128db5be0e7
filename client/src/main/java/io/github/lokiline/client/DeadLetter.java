package io.github.lokiline.client;

import java.time.Instant;
import java.util.Map;

/**
 * An entry that Loki refuses for good, for whoever wants to look into it: it is not sent again. Immutable.
 *
 * <p>What the encoder masks is masked here as well: it is the line as it was sent.
 *
 * @param tenant empty for none
 * @param labels of its stream
 * @param time when it happened
 * @param line as it was sent
 * @param reason a word of the ledger: {@code line_too_long}, {@code poison}, {@code status_418}
 */
public record DeadLetter(String tenant, Map<String, String> labels, Instant time, String line, String reason) {

    /** Copies the labels. */
    public DeadLetter {
        labels = Map.copyOf(labels);
    }
}
