package io.github.lokiline.json.internal.extra;

/**
 * A diagnostic context as encoded by one {@link ContextSource}, for the next event with the same context. Immutable until
 * its successor is made, which may reuse the bytes.
 *
 * @param owner the source, whose settings decided how the context was encoded
 * @param identity represents the context
 * @param bytes {@code ,"key":"value"} for each entry, sorted
 * @param names the names in it
 * @param mask the bits of the names, to see at once that a name is not among them
 * @param moved the number of names that had to make way for a built-in field
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record EncodedContext(Object owner, Object identity, byte[] bytes, FieldName[] names, long mask, int moved) {}
