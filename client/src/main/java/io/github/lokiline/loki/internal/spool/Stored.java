package io.github.lokiline.loki.internal.spool;

/** A batch that was read back, and what to name when it is done. Immutable. */
public record Stored(SpooledRef ref, SpooledBatch batch) {}
