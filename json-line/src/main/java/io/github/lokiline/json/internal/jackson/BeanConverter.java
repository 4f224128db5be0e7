package io.github.lokiline.json.internal.jackson;

/** Takes an object apart into maps, lists and scalars. Implementations are thread-safe. */
interface BeanConverter {
    /**
     * The parts of a value.
     *
     * @throws ConversionException when there is no telling what the value consists of
     * @throws Exception what the value's own code threw
     */
    Object convert(Object value) throws Exception;
}
