package io.github.lokiline.client;

/**
 * Receives notifications about delivery problems and recovery. Called on the client's threads; exceptions are caught.
 * Messages are rate-limited (the first of a kind at once, then at most one a minute with the total) and contain no log
 * text, label values or credentials.
 */
public interface DeliveryListener {
    /** A listener that ignores all notifications. */
    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}
    };

    /** Reports a recovery or an event worth knowing. */
    void info(String message);

    /** Reports that entries are delayed or lost. */
    void warn(String message);

    /**
     * Receives an entry that Loki rejected finally. Not rate-limited. Called on the delivery thread: a slow listener
     * delays the entries behind it.
     *
     * @param letter the entry, which is not sent again; unlike messages it contains the line
     */
    default void deadLetter(DeadLetter letter) {}
}
