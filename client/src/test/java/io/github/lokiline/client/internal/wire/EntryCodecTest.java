package io.github.lokiline.client.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryCodecTest {

    private static final long TIME = 1_795_235_707_171_373_257L;

    @Test
    void anEntryIsAFieldOfAStreamWithTimeAndLine() {
        byte[] entry = entry("hi", TIME);

        // The entry: field 2, 18 bytes. Its time: field 1, 12 bytes. Its line: field 2, 2 bytes.
        assertThat(entry).startsWith(0x12, 18, 0x0A, 12, 0x08).endsWith(0x12, 2, 'h', 'i');
        assertThat(EntryCodec.time(entry)).isEqualTo(TIME);
    }

    @Test
    void lengthsOfEveryVarintSizeAreRight() {
        for (int length :
                new int[] {0, 1, 100, 107, 108, 109, 110, 111, 112, 113, 127, 128, 16_363, 16_383, 16_384, 262_144}) {
            byte[] entry = entry("x".repeat(length), TIME);

            byte[] body = body("{a=\"b\"}", entry, entry);

            assertThat(PushRequestEncoder.entries(body)).containsExactly(entry, entry);
        }
    }

    @Test
    void theTimeCanBeMovedInPlace() {
        for (int length : new int[] {1, 200, 20_000}) {
            byte[] entry = entry("x".repeat(length), TIME);

            EntryCodec.setTime(entry, TIME + 1);

            assertThat(entry).isEqualTo(entry("x".repeat(length), TIME + 1));
        }
    }

    @Test
    void timesFromTheEpochOnAreKept() {
        for (long time : new long[] {0, 1, 999_999_999, 1_000_000_000, TIME, Long.MAX_VALUE}) {
            assertThat(EntryCodec.time(entry("x", time))).isEqualTo(time);
        }
    }

    @Test
    void metadataCanBeTakenAwayAndAdded() {
        byte[] bare = entry("line", TIME);

        byte[] rich = EntryCodec.withMetadata(bare, LabelSetText.bytes("request_id"), "r-1");
        byte[] richer = EntryCodec.withMetadata(rich, LabelSetText.bytes("user"), "ü".repeat(100));

        assertThat(rich).hasSizeGreaterThan(bare.length).endsWith("r-1".getBytes(StandardCharsets.UTF_8));
        assertThat(EntryCodec.withoutMetadata(richer)).isEqualTo(bare);
    }

    @Test
    void aBodyKeepsItsEntriesInOrder() {
        List<byte[]> entries = List.of(entry("one", TIME), entry("two", TIME + 1), entry("three", TIME + 2));

        byte[] body = body("{service_name=\"orders\"}", entries.toArray(byte[][]::new));

        assertThat(PushRequestEncoder.entries(body)).containsExactlyElementsOf(entries);
    }

    @Test
    void scratchGrownForOneHugeBodyWorksForTheNext() {
        PushRequestEncoder body = new PushRequestEncoder();
        byte[] huge = entry("x".repeat(2_000_000), TIME);
        byte[] small = entry("y", TIME);

        assertThat(PushRequestEncoder.entries(body(body, huge))).containsExactly(huge);
        assertThat(PushRequestEncoder.entries(body(body, small))).containsExactly(small);
    }

    private static byte[] body(String labels, byte[]... entries) {
        int bytes = 0;
        for (byte[] entry : entries) {
            bytes += entry.length;
        }
        PushRequestEncoder body = new PushRequestEncoder();
        body.begin(LabelSetText.bytes(labels), bytes);
        for (byte[] entry : entries) {
            body.add(entry);
        }
        return body.finish();
    }

    private static byte[] body(PushRequestEncoder body, byte[] entry) {
        body.begin(LabelSetText.bytes("{a=\"b\"}"), entry.length);
        body.add(entry);
        return body.finish();
    }

    private static byte[] entry(String line, long time) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        byte[] buffer = new byte[EntryCodec.HEADROOM + bytes.length];
        System.arraycopy(bytes, 0, buffer, EntryCodec.HEADROOM, bytes.length);
        return EntryCodec.finish(buffer, EntryCodec.HEADROOM, buffer.length, buffer.length, time);
    }
}
