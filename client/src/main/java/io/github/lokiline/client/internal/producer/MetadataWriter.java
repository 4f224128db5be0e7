package io.github.lokiline.client.internal.producer;

import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.LabelSetText;
import io.github.lokiline.client.internal.wire.Protobuf;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the structured metadata of one entry behind its line, within Loki's limits: an entry above them would be
 * refused whole. Owned by one thread.
 */
final class MetadataWriter {
    /** Loki's {@code max_structured_metadata_entries_count}, less one for the mark. */
    private static final int MAX_PAIRS = 127;

    /** Loki's {@code max_structured_metadata_size} (names and values), less room for the mark. */
    private static final int MAX_BYTES = 64 * 1024 - 64;

    private static final String MARK = "metadata_truncated";

    private final Names names;
    private final byte[][] written = new byte[MAX_PAIRS + 1][];
    /** The first pairs of the entry before. */
    private final CachedPair[] seen = CachedPair.places();

    private int pairs;
    private int bytes;
    private int end;
    private boolean marked;

    MetadataWriter(Names names) {
        this.names = names;
    }

    void reset() {
        pairs = 0;
        bytes = 0;
        marked = false;
    }

    /** Appends a pair at {@code at} and returns the buffer, which may be a larger one. */
    byte[] write(byte[] buffer, int at, String name, String value) {
        CachedPair place = pairs < seen.length ? seen[pairs] : null;
        if (place != null && place.is(name, value) && mayRepeat(place)) {
            return repeat(buffer, at, place);
        }
        int pairsBefore = pairs;
        int bytesBefore = bytes;
        byte[] result = writeNew(buffer, at, name, value);
        boolean isWhole = pairs > pairsBefore && !marked;
        if (place != null && isWhole && end - at <= CachedPair.MAX_BYTES) {
            place.remember(name, value, written[pairsBefore], bytes - bytesBefore);
            place.take(result, at, end);
        }
        return result;
    }

    private byte[] writeNew(byte[] buffer, int at, String name, String value) {
        byte[] encoded = names.encode(name);
        end = at;
        if (isWritten(encoded)) {
            return buffer;
        }
        int valueBytes = Protobuf.utf8Length(value);
        if (pairs < MAX_PAIRS && bytes + encoded.length + valueBytes <= MAX_BYTES) {
            return append(buffer, encoded, value, valueBytes);
        }
        byte[] result = buffer;
        int left = MAX_BYTES - bytes - encoded.length;
        if (pairs < MAX_PAIRS && left > 0) {
            String cut = Protobuf.cut(value, left);
            result = append(result, encoded, cut, Protobuf.utf8Length(cut));
        }
        if (!marked) {
            marked = true;
            result = append(result, names.encode(MARK), "true", 4);
        }
        return result;
    }

    /** The position behind what was written last. */
    int end() {
        return end;
    }

    private byte[] append(byte[] buffer, byte[] name, String value, int valueBytes) {
        byte[] result = Protobuf.ensure(buffer, end + name.length + valueBytes + EntryCodec.METADATA_OVERHEAD);
        end = EntryCodec.writeMetadata(result, end, name, value, valueBytes);
        written[pairs++] = name;
        bytes += name.length + valueBytes;
        return result;
    }

    private boolean mayRepeat(CachedPair pair) {
        return bytes + pair.sentBytes() <= MAX_BYTES && !isWritten(pair.sentName());
    }

    private byte[] repeat(byte[] buffer, int at, CachedPair pair) {
        byte[] result = Protobuf.ensure(buffer, at + pair.length());
        end = pair.copy(result, at);
        written[pairs++] = pair.sentName();
        bytes += pair.sentBytes();
        return result;
    }

    private boolean isWritten(byte[] name) {
        for (int i = 0; i < pairs; i++) {
            if (Arrays.equals(written[i], name)) {
                return true;
            }
        }
        return false;
    }

    /** The repaired, encoded form of each metadata name, made once. Thread-safe. */
    static final class Names {
        /** Names come from code and configuration; should they come from data after all, they are not kept. */
        private static final int MAX_KEPT = 1024;

        private final ConcurrentHashMap<String, byte[]> encoded = new ConcurrentHashMap<>();

        /** The name as it is sent. The same array for the same name, as long as it is kept. */
        private byte[] encode(String name) {
            byte[] known = encoded.get(name);
            if (known != null) {
                return known;
            }
            byte[] made = LabelSetText.bytes(LabelSetText.repairName(name));
            if (encoded.size() < MAX_KEPT) {
                encoded.put(name, made);
            }
            return made;
        }
    }

    /**
     * A pair of structured metadata as it was last written in its place: the events of one request carry the same ids one
     * after the other. Owned by one thread.
     *
     * <p>Known again by the identity of its strings, which never change: so it cannot be stale, and says nothing that it was
     * not just asked to say.
     */
    private static final class CachedPair {
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

        /** Returns the bytes of name and value, as Loki's limit counts them. */
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
}
