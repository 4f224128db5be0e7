package io.github.lokiline.client.internal.spool;

/** A batch that was read back, and what to name when it is done. Immutable. */
public record StoredRecord(RecordRef ref, RecordData batch) {}
