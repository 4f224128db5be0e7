package io.github.lokiline.client.internal.spool;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a {@link Spool} is told to do. Immutable.
 *
 * @param directory made when it is missing; several processes may share it
 * @param endpointId what tells endpoints apart, fit for a file name: {@code 3f9c1a7be2d04586}
 * @param maxBytes the most that all segments together may take, at least one record
 * @param maxAge of the newest entry in a segment
 */
public record SpoolStoreConfig(Path directory, String endpointId, long maxBytes, Duration maxAge, Fsync fsync) {}
