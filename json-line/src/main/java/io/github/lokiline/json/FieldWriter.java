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
     * Appends names and values. What it throws becomes an error text in the field's place, and what it had written is
     * taken back.
     *
     * @param event what to write
     * @param out where to write
     */
    void write(E event, JsonLineWriter out);
}
