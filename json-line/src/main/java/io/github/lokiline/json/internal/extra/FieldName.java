package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.AsciiConstants;
import org.jspecify.annotations.Nullable;

/**
 * A key and its name in lines, computed once. Immutable.
 *
 * @param key as the application wrote it
 * @param shown as the line shows it: renamed, and made different from built-in fields
 * @param member the escaped {@code ,"shown":}
 * @param bit one of 64, from the hash of the name shown
 * @param secret true if its value must not be shown
 * @param rank the index of the pattern that chose it; less than 0 if none did
 * @param placed true if the format names it, so that it is written before the additional fields
 * @param fixed true if a field of every line has the same name
 * @param moved true if it had to make way for a built-in field
 * @param path the objects that its dots put it in; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
public record FieldName(
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

    /** Creates a name that nothing may rename, move or nest. */
    static FieldName plain(String key, String shown, boolean secret) {
        return new FieldName(
                key, shown, AsciiConstants.member(shown), bit(shown), secret, 0, false, false, false, null);
    }

    /** Returns the same key under another name. */
    FieldName as(String other) {
        return plain(key, other, secret);
    }

    boolean shows(FieldName other) {
        return bit == other.bit && shown.equals(other.shown);
    }

    /** Returns whether no pattern chose it and the format does not name it. */
    boolean ignored() {
        return rank < 0 && !placed;
    }

    /** Returns whether it cannot be written without regard to the other fields. */
    boolean entangled() {
        return fixed || path != null;
    }

    static long bit(String shown) {
        return 1L << ((shown.hashCode() * 0x9E3779B1) >>> 26);
    }

    /**
     * One part of a dotted name.
     *
     * @param segment the part up to the next dot
     * @param rest the part and all after it, used if the part cannot be an object
     */
    record Step(FieldName segment, FieldName rest) {}
}
