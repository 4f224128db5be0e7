package io.github.lokiline.client.internal.spool;

/**
 * Checks what the checksums of a record do not show: that its content means something. A program with a mistake, or one that is
 * not lokiline, writes right checksums as well. Called on the spool's thread; never throws.
 */
public interface RecordCheck {
    /** Returns whether a push can have them: {@code labels} is Loki's label text, {@code tenant} empty or one that Loki takes. */
    boolean isStream(String tenant, String labels);

    /** Returns whether the body of a batch can be decoded and has as many entries as its header says. */
    boolean isBatch(RecordData batch);
}
