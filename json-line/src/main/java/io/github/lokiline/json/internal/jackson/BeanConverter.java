package io.github.lokiline.json.internal.jackson;

import org.jspecify.annotations.Nullable;

/** Converts an object to maps, lists and scalars. Implementations are thread-safe. */
interface BeanConverter {
    /**
     * Converts a value.
     *
     * @return null where the value is JSON's null
     * @throws ConversionException if the value has no properties
     * @throws Exception thrown by the value's own code
     */
    @Nullable
    Object convert(Object value) throws Exception;
}
