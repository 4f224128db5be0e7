package io.github.lokiline.json;

/** Live counts of the lines and values of one encoder in which something went wrong. Thread-safe. */
public interface EncoderStats {
    /**
     * Returns the number of values and fields that threw an exception. The line has {@code "<error: ...>"} in place of
     * each.
     *
     * @return the number since start
     */
    long failedValues();

    /**
     * Returns the number of additional fields with the name of a built-in field. The line has each with {@code _} added
     * to its name.
     *
     * @return the number since start
     */
    long movedFields();

    /**
     * Returns the number of lines that were cut. Each has {@code "truncated":true}.
     *
     * @return the number since start
     */
    long truncatedLines();

    /**
     * Returns the number of events that could not be encoded at all, because the stack of their thread was exhausted.
     *
     * @return the number since start
     */
    long failedLines();
}
