package io.github.lokiline.json.spi;

/** How grave a record is, whatever its framework calls it. */
public enum LogLevel {
    /** The finest detail; Python's number 5. */
    TRACE(5),
    /** Detail for debugging; Python's number 10. */
    DEBUG(10),
    /** The ordinary; Python's number 20. */
    INFO(20),
    /** Something to look at; Python's number 30. */
    WARN(30),
    /** Something failed; Python's number 40. */
    ERROR(40),
    /** The application cannot go on; Python's number 50. */
    FATAL(50);

    private final int number;

    LogLevel(int number) {
        this.number = number;
    }

    /**
     * The number that Python's logging gives this level.
     *
     * @return 5 to 50
     */
    public int number() {
        return number;
    }
}
