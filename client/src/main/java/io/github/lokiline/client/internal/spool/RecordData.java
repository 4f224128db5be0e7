package io.github.lokiline.client.internal.spool;

/**
 * A batch as it is stored on disk. Immutable; the body is shared, not copied.
 *
 * @param tenant empty for none
 * @param labels Loki's label text: {@code {host="web-1", service_name="orders"}}
 * @param entries the number of entries in the body, at least 1
 * @param bare true if no entry has structured metadata
 * @param body the compressed push
 */
@SuppressWarnings("ArrayRecordComponent") // the body may be a megabyte: it is never copied or compared
public record RecordData(
        String tenant,
        String labels,
        int entries,
        long firstEpochNanos,
        long lastEpochNanos,
        boolean bare,
        byte[] body) {
    /**
     * Creates a record.
     *
     * @throws IllegalArgumentException without entries, because the reader would take the record for damaged
     */
    public RecordData {
        if (entries < 1) {
            throw new IllegalArgumentException("entries " + entries + ": a batch has at least one");
        }
    }
}
