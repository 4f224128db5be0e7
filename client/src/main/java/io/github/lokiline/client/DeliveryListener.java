package io.github.lokiline.client;

/**
 * Hears what an operator should know. Called on the client's threads; messages are rationed already (the first of a
 * kind at once, then at most one a minute with the total) and hold no log text, label values or credentials. Whatever a
 * listener throws is caught.
 */
public interface DeliveryListener {

    /** Hears nothing. */
    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}
    };

    /** Something changed for the better, or is worth knowing. */
    void info(String message);

    /** Entries wait or are lost. */
    void warn(String message);

    /**
     * Loki refuses an entry for good. Not rationed, and called on the thread that delivers: whatever takes time delays the
     * entries behind it.
     *
     * @param letter what is not sent again; unlike messages it has the line
     */
    default void deadLetter(DeadLetter letter) {}
}
