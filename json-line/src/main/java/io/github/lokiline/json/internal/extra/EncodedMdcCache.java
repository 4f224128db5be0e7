package io.github.lokiline.json.internal.extra;

/**
 * A diagnostic context as encoded by one {@link MdcSource}, for the next event with the same context. Immutable until
 * the next one is made, which may take its bytes over.
 *
 * @param owner who encoded it, under its settings
 * @param identity stands for the context
 * @param bytes {@code ,"key":"value"} for each entry, sorted
 * @param names the names in it
 * @param mask the bits of the names, to see at once that a name is not among them
 * @param moved how many had to make way for a built-in field
 */
@SuppressWarnings("ArrayRecordComponent")
public // never compared, never handed out
record EncodedMdcCache(Object owner, Object identity, byte[] bytes, FieldName[] names, long mask, int moved) {}
