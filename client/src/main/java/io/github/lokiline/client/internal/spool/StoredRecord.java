package io.github.lokiline.client.internal.spool;

/** A batch read back from disk, and the reference with which to mark it as done. Immutable. */
public record StoredRecord(RecordRef ref, RecordData batch) {}
