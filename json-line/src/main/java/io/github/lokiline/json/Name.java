package io.github.lokiline.json;

/**
 * A key as it stands in lines, worked out once. Immutable.
 *
 * @param key as the application wrote it
 * @param shown as the line shows it: renamed, and moved out of the way of a built-in field
 * @param member the escaped {@code ,"shown":}
 * @param bit one of 64, from the hash of what is shown
 * @param secret whether its value must not be shown
 * @param placed whether the format gives it a place of its own, before all extras
 * @param fixed whether a static field has the same name
 * @param moved whether it had to make way for a built-in field
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record Name(
        String key,
        String shown,
        byte[] member,
        long bit,
        boolean secret,
        boolean placed,
        boolean fixed,
        boolean moved) {

    boolean shows(Name other) {
        return bit == other.bit && shown.equals(other.shown);
    }
}
