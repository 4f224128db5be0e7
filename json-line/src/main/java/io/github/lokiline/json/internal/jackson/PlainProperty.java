package io.github.lokiline.json.internal.jackson;

import org.jspecify.annotations.Nullable;

/** A property that the line writes by its own rules once it is read; the methods are those of both Jacksons. Thread-safe. */
interface PlainProperty {
    String getName();

    /** Returns whether the property is left out where it is null. */
    boolean willSuppressNulls();

    /** Returns whether a value is of a class that Jackson adds nothing to: subclasses of numbers may have serializers. */
    boolean isPlain(Object value);

    /**
     * Returns the value of the property.
     *
     * @throws Exception thrown by the bean's own code
     */
    @Nullable
    Object get(Object bean) throws Exception;
}
