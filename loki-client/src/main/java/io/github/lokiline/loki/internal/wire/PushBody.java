package io.github.lokiline.loki.internal.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds the body of one push: entries of one stream in a row behind the stream's labels, compressed. Owned by one
 * thread: the scratch arrays are reused from push to push.
 *
 * <pre>
 *   0A LEN              field 1 of PushRequest: a Stream of LEN bytes
 *      0A LEN labels    field 1 of Stream: the label text, {service_name="orders"}
 *      12 LEN entry     field 2 of Stream, repeated
 * </pre>
 *
 * Source: Loki's {@code pkg/push/push.proto}.
 */
public final class PushBody {

    /** Scratch above this is given back after use, so that one burst of long lines does not stay in memory. */
    private static final int KEEP_BYTES = 1 << 18;

    private final Snappy snappy = new Snappy();
    private byte[] plain = new byte[1 << 16];
    private byte[] packed = new byte[1 << 16];
    private int end;

    /** Starts a body whose entries will take {@code entryBytes} in total. */
    public void begin(byte[] labels, int entryBytes) {
        int labelsField = 1 + Protobuf.varintSize(labels.length) + labels.length;
        int streamBytes = labelsField + entryBytes;
        plain = Protobuf.ensure(plain, 6 + streamBytes);
        plain[0] = 0x0A;
        end = Protobuf.writeVarint(plain, 1, streamBytes);
        plain[end++] = 0x0A;
        end = Protobuf.writeVarint(plain, end, labels.length);
        System.arraycopy(labels, 0, plain, end, labels.length);
        end += labels.length;
    }

    /** Adds one entry as {@link EntryCodec} made it. */
    public void add(byte[] entry) {
        System.arraycopy(entry, 0, plain, end, entry.length);
        end += entry.length;
    }

    /** The compressed body, in an array of its own. */
    public byte[] finish() {
        packed = Protobuf.ensure(packed, Snappy.maxCompressedLength(end));
        byte[] body = Arrays.copyOf(packed, snappy.compress(plain, 0, end, packed, 0));
        if (plain.length > KEEP_BYTES) {
            plain = new byte[KEEP_BYTES];
            packed = new byte[KEEP_BYTES];
        }
        return body;
    }

    /** Takes a compressed body apart again, into its entries in order. */
    public static List<byte[]> entries(byte[] body) {
        byte[] plain = Unsnappy.decompress(body);
        int labels = Protobuf.skipVarint(plain, 1);
        int at = Protobuf.skipVarint(plain, labels + 1) + Protobuf.readVarint(plain, labels + 1);
        List<byte[]> entries = new ArrayList<>();
        while (at < plain.length) {
            int next = EntryCodec.end(plain, at);
            entries.add(Arrays.copyOfRange(plain, at, next));
            at = next;
        }
        return entries;
    }

    /** The same entry without structured metadata, for a Loki that takes none. */
    public static byte[] withoutMetadata(byte[] entry) {
        return EntryCodec.withoutMetadata(entry, 0);
    }

    /** The same entry with one more pair of structured metadata. */
    public static byte[] withMetadata(byte[] entry, byte[] name, String value) {
        return EntryCodec.withMetadata(entry, name, value);
    }

    /** The time of one entry, in nanoseconds since the epoch. */
    public static long time(byte[] entry) {
        return EntryCodec.time(entry, 0);
    }
}
