package io.github.lokiline.json.internal.extra;

import org.jspecify.annotations.Nullable;

/** A receiver of the additional fields of one event. Owned by one thread at a time. */
interface FieldSink {
    /** Announces the number of fields that a source is about to add; returns false if it need not add them. */
    default boolean expect(int fields) {
        return true;
    }

    /** Adds a field unless no filter chose it; returns false if the source need not add more. */
    boolean add(FieldName name, @Nullable Object value);

    /** Adds an object with the fields of other sources, or nothing if they have none. */
    <E> void addObject(FieldSource.NestedObject<E> object, E event);

    /**
     * Begins the fields of a diagnostic context.
     *
     * @param owner the source, whose settings decide how the context is encoded
     * @param identity represents the entries; null if they may change
     * @return true if the sink has added the fields already
     */
    default boolean beginContext(Object owner, @Nullable Object identity) {
        return false;
    }

    /** Ends the fields of a diagnostic context, which the sink may remember for the next event. */
    default void endContext(Object owner, @Nullable Object identity) {}
}
