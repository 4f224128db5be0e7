package io.github.lokiline.client.internal.spool;

import io.github.lokiline.client.FsyncPolicy;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of a {@link Spool}. Immutable.
 *
 * @param directory created if it is missing; several processes may share it
 * @param endpointId identifies the endpoint in file names: {@code 3f9c1a7be2d04586}
 * @param maxBytes limit for all segments together, at least one record
 * @param maxAge limit for the newest entry of a segment
 */
public record SpoolStoreConfig(Path directory, String endpointId, long maxBytes, Duration maxAge, FsyncPolicy fsync) {}
