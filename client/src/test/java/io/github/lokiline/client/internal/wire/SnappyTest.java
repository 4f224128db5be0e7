package io.github.lokiline.client.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds the encoder to the reference implementation and to the decoder. */
class SnappyTest {

    @Test
    void emptyInputRoundTrips() throws IOException {
        assertRoundTrip(new byte[0]);
    }

    @Test
    void everyLengthAroundTheMarginRoundTrips() throws IOException {
        for (int length = 1; length < 200; length++) {
            assertRoundTrip(repeated("ab", length));
            assertRoundTrip(random(length, length));
        }
    }

    @Test
    void everyLengthAroundABlockRoundTrips() throws IOException {
        for (int length = 65_520; length < 65_560; length++) {
            assertRoundTrip(repeated("{\"level\":\"INFO\"}", length));
            assertRoundTrip(random(length, length));
        }
    }

    @Test
    void bytesThatDoNotCompressGrowNoMoreThanPromised() throws IOException {
        byte[] noise = random(7, 300_000);

        assertThat(compress(noise)).hasSizeLessThanOrEqualTo(SnappyEncoder.maxCompressedLength(noise.length));
        assertRoundTrip(noise);
    }

    @Test
    void logLinesCompressAboutAsWellAsTheReferenceDoes() throws IOException {
        byte[] lines = logLines(4000);

        int ours = compress(lines).length;
        int reference = org.xerial.snappy.Snappy.compress(lines).length;

        assertThat(ours).isLessThan(reference * 11 / 10);
        assertRoundTrip(lines);
    }

    @Test
    void matchesOfEveryLengthAndOffsetRoundTrip() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            assertRoundTrip(patchwork(random, 1 + random.nextInt(3000)));
        }
    }

    @Test
    void theTableOfOneInputSaysNothingAboutTheNext() throws IOException {
        SnappyEncoder snappy = new SnappyEncoder();
        byte[] target = new byte[SnappyEncoder.maxCompressedLength(100_000)];
        for (int seed = 0; seed < 50; seed++) {
            byte[] plain = patchwork(new Random(seed), 1 + seed * 1000);
            int end = compress(snappy, plain, 0, plain.length, target, 0);

            assertThat(org.xerial.snappy.Snappy.uncompress(Arrays.copyOf(target, end)))
                    .isEqualTo(plain);
        }
    }

    @Test
    void compressesAPartOfAnArrayToAPlaceInAnother() throws IOException {
        byte[] source = repeated("0123456789", 1000);
        byte[] target = new byte[2000];

        int end = compress(new SnappyEncoder(), source, 100, 500, target, 50);

        assertThat(org.xerial.snappy.Snappy.uncompress(Arrays.copyOfRange(target, 50, end)))
                .isEqualTo(Arrays.copyOfRange(source, 100, 600));
    }

    @Test
    void damageEndsInAnExceptionNotInALoop() {
        byte[] farCopy = {10, 1, (byte) 200};

        assertThatThrownBy(() -> SnappyDecoder.decompress(farCopy)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SnappyDecoder.decompress(new byte[] {10}))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void assertRoundTrip(byte[] plain) throws IOException {
        byte[] packed = compress(plain);
        assertThat(org.xerial.snappy.Snappy.uncompress(packed)).isEqualTo(plain);
        assertThat(SnappyDecoder.decompress(packed)).isEqualTo(plain);
    }

    private static byte[] compress(byte[] plain) {
        byte[] target = new byte[SnappyEncoder.maxCompressedLength(plain.length)];
        return Arrays.copyOf(target, compress(new SnappyEncoder(), plain, 0, plain.length, target, 0));
    }

    /** Writes a whole body, as {@link PushRequestEncoder} does: the length, then block after block. */
    private static int compress(SnappyEncoder snappy, byte[] source, int from, int length, byte[] target, int at) {
        int end = from + length;
        int position = Protobuf.writeVarint(target, at, length);
        for (int start = from; start < end; start += SnappyEncoder.BLOCK) {
            int blockEnd = Math.min(end, start + SnappyEncoder.BLOCK);
            position = snappy.compressBlock(source, start, blockEnd, target, position);
        }
        return position;
    }

    private static byte[] repeated(String text, int length) {
        return text.repeat(length / text.length() + 1).substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Returns random pieces between copies of earlier bytes, at any distance. */
    private static byte[] patchwork(Random random, int length) {
        byte[] bytes = new byte[length];
        int at = 0;
        while (at < length) {
            int size = Math.min(length - at, 1 + random.nextInt(130));
            boolean copy = at > 0 && random.nextBoolean();
            int from = copy ? random.nextInt(at) : 0;
            for (int i = 0; i < size; i++) {
                bytes[at + i] = copy ? bytes[from + i] : (byte) random.nextInt(256);
            }
            at += size;
        }
        return bytes;
    }

    private static byte[] logLines(int count) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("{\"asctime\":\"2026-11-21T10:30:45.")
                    .append(100 + random.nextInt(900))
                    .append("Z\",\"levelname\":\"INFO\",\"name\":\"com.acme.Orders\",\"message\":\"order ")
                    .append(random.nextInt(100_000))
                    .append(" paid\",\"request_id\":\"")
                    .append(Long.toHexString(random.nextLong()))
                    .append("\"}");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
