package io.github.lokiline.client.internal.spool;

/**
 * A batch as it stands on disk. Immutable as long as nobody writes to the body.
 *
 * @param tenant empty for none
 * @param labels Loki's label text: {@code {host="web-1", service_name="orders"}}
 * @param entries how many entries the body has, at least 1
 * @param bare the entries have no structured metadata
 * @param body the compressed push, stored as it is
 */
@SuppressWarnings("ArrayRecordComponent") // the body is a megabyte: it is handed on, never copied or compared
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
     * @throws IllegalArgumentException without entries: the reader takes such a record for damage
     */
    public RecordData {
        if (entries < 1) {
            throw new IllegalArgumentException("entries " + entries + ": a batch has at least one");
        }
    }
}
