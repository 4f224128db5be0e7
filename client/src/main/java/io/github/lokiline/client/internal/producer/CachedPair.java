package io.github.lokiline.client.internal.producer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pair of structured metadata as it was last written in its place: the events of one request carry the same ids one
 * after the other. Owned by one thread.
 *
 * <p>Known again by the identity of its strings, which never change: so it cannot be stale, and says nothing that it was
 * not just asked to say.
 */
final class CachedPair {

    /** Pairs behind these are written anew each time. */
    private static final int PLACES = 8;

    /** Longer pairs are no ids, and must not be held on to. */
    static final int MAX_BYTES = 128;

    private static final byte[] NOTHING = {};

    private final byte[] bytes = new byte[MAX_BYTES];
    private @Nullable String name;
    private @Nullable String value;
    private byte[] sentName = NOTHING;
    private int length;
    private int sentBytes;

    static CachedPair[] places() {
        CachedPair[] places = new CachedPair[PLACES];
        Arrays.setAll(places, i -> new CachedPair());
        return places;
    }

    @SuppressWarnings("ReferenceEquality") // to compare texts is what it saves; an equal one is written anew
    boolean is(String otherName, String otherValue) {
        return value == otherValue && name == otherName;
    }

    void remember(String newName, String newValue, byte[] newSentName, int newSentBytes) {
        name = newName;
        value = newValue;
        sentName = newSentName;
        sentBytes = newSentBytes;
    }

    /** Takes what was written of it; no more than {@link #MAX_BYTES}. */
    void take(byte[] buffer, int from, int to) {
        length = to - from;
        System.arraycopy(buffer, from, bytes, 0, length);
    }

    /** The name, repaired and encoded. */
    byte[] sentName() {
        return sentName;
    }

    /** What name and value take of Loki's limit. */
    int sentBytes() {
        return sentBytes;
    }

    int length() {
        return length;
    }

    /** Writes it where there is room, and gives the position behind it. */
    int copy(byte[] buffer, int at) {
        System.arraycopy(bytes, 0, buffer, at, length);
        return at + length;
    }
}
