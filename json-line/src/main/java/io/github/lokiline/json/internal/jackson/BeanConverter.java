package io.github.lokiline.json.internal.jackson;

/** Converts an object to maps, lists and scalars. Implementations are thread-safe. */
interface BeanConverter {
    /**
     * Converts a value.
     *
     * @throws ConversionException if the value has no properties
     * @throws Exception thrown by the value's own code
     */
    Object convert(Object value) throws Exception;
}
