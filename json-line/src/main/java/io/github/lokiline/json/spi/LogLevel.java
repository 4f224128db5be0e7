package io.github.lokiline.json.spi;

/** A level of severity, independent of the framework. */
public enum LogLevel {
    TRACE(5),
    DEBUG(10),
    INFO(20),
    WARN(30),
    ERROR(40),
    FATAL(50);

    private final int number;

    LogLevel(int number) {
        this.number = number;
    }

    /** Returns the number of this level in Python's logging, 5 to 50. */
    public int number() {
        return number;
    }
}
