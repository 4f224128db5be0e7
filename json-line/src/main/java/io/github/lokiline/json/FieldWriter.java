package io.github.lokiline.json;

/**
 * Writes one field of a line, or several, or none. Implementations are thread-safe.
 *
 * <pre>{@code
 * FieldWriter<ILoggingEvent> sequence = (event, out) -> {
 *     out.name("sequence");
 *     out.number(event.getSequenceNumber());
 * };
 * }</pre>
 *
 * @param <E> the framework's event
 */
@FunctionalInterface
public interface FieldWriter<E> {
    /**
     * Appends names and values. Where it throws an exception, its output is removed and the line has an error text
     * instead.
     *
     * @param out the line
     */
    void write(E event, JsonLineWriter out);
}
