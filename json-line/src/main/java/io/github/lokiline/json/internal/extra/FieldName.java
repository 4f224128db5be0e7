package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.AsciiConstants;
import org.jspecify.annotations.Nullable;

/**
 * A key as it stands in lines, worked out once. Immutable.
 *
 * @param key as the application wrote it
 * @param shown as the line shows it: renamed, and moved out of the way of a built-in field
 * @param member the escaped {@code ,"shown":}
 * @param bit one of 64, from the hash of what is shown
 * @param secret whether its value must not be shown
 * @param rank its place in the list of globs that chose it; less than 0 when none did
 * @param placed whether the format gives it a place of its own, before all extras
 * @param fixed whether something that stands in every line has the same name
 * @param moved whether it had to make way for a built-in field
 * @param path the objects that its dots put it in; null where it stands as it is
 */
@SuppressWarnings("ArrayRecordComponent")
public // never compared, never handed out
record FieldName(
        String key,
        String shown,
        byte[] member,
        long bit,
        boolean secret,
        int rank,
        boolean placed,
        boolean fixed,
        boolean moved,
        Step @Nullable [] path) {

    /** A name that nothing may rename, move or nest. */
    static FieldName plain(String key, String shown, boolean secret) {
        return new FieldName(
                key, shown, AsciiConstants.member(shown), bit(shown), secret, 0, false, false, false, null);
    }

    /** The same under another name, in its place or not at all. */
    FieldName as(String other) {
        return plain(key, other, secret);
    }

    boolean shows(FieldName other) {
        return bit == other.bit && shown.equals(other.shown);
    }

    /** Whether no glob chose it and the format does not name it. */
    boolean ignored() {
        return rank < 0 && !placed;
    }

    /** Whether it cannot be written without a look at what else stands in the line. */
    boolean entangled() {
        return fixed || path != null;
    }

    static long bit(String shown) {
        return 1L << ((shown.hashCode() * 0x9E3779B1) >>> 26);
    }

    /**
     * One part of a dotted name.
     *
     * @param segment the part, up to the next dot
     * @param rest the part and all after it, for where the part is no object
     */
    record Step(FieldName segment, FieldName rest) {}
}
