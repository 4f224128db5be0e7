package io.github.lokiline.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

class SnappyBlockTest {

    private static final long ENOUGH = 1L << 30;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 59, 60, 61, 255, 256, 257, 65_535, 65_536, 65_537, 300_000, 3_000_000})
    void decodesWhatTheReferenceEncodes(int length) throws Exception {
        byte[] random = new byte[length];
        new Random(length).nextBytes(random);
        byte[] run = new byte[length];
        byte[] mixed = random.clone();
        for (int i = 0; i < length; i++) {
            mixed[i] = (byte) ("abcabcabd".charAt(i % 9) + mixed[i] / 100);
        }

        for (byte[] bytes : new byte[][] {random, run, mixed}) {
            assertThat(SnappyBlock.decode(Snappy.compress(bytes), ENOUGH)).isEqualTo(bytes);
        }
    }

    @Test
    void decodesEveryKindOfElement() throws Exception {
        // 4 literal bytes; then copies of 4 from 4 back with 1, 2 and 4 bytes of offset; then an overlapping run
        byte[] block = bytes(
                36,
                3 << 2,
                'a',
                'b',
                'c',
                'd',
                1,
                4,
                3 << 2 | 2,
                4,
                0,
                3 << 2 | 3,
                4,
                0,
                0,
                0,
                60 << 2,
                3,
                'e',
                'f',
                'g',
                'h',
                15 << 2 | 2,
                1,
                0);

        assertThat(SnappyBlock.decode(block, ENOUGH)).asString().isEqualTo("abcd".repeat(4) + "efgh" + "h".repeat(16));
    }

    @Test
    void refusesWhatIsCutAnywhere() throws IOException {
        byte[] whole = Snappy.compress("abcdabcdabcdabcd and something more".getBytes(StandardCharsets.UTF_8));

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SnappyBlock.decode(cut, ENOUGH)).hasMessage("snappy: corrupt input");
        }
    }

    @Test
    void refusesLies() {
        assertCorrupt(5, 0, 'a'); // shorter than said
        assertCorrupt(0, 0, 'a'); // longer than said
        assertCorrupt(8, 0, 'a', 1, 2); // copies from before the start
        assertCorrupt(8, 0, 'a', 1, 0); // copies from nowhere
        assertCorrupt(1, 63 << 2, 0xFF, 0xFF, 0xFF, 0xFF, 'a'); // a literal of 4 GB
        assertCorrupt(0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 'a'); // a block of 4 GB
        assertCorrupt(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01); // a length that is too long itself
    }

    private static void assertCorrupt(int... block) {
        assertThatThrownBy(() -> SnappyBlock.decode(bytes(block), 1L << 40)).hasMessage("snappy: corrupt input");
    }

    private static byte[] bytes(int... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Arrays.stream(values).forEach(bytes::write);
        return bytes.toByteArray();
    }

    @Test
    void boundsWhatItDecodes() throws Exception {
        byte[] block = Snappy.compress(new byte[1000]);

        assertThat(SnappyBlock.decode(block, 1000)).hasSize(1000);
        assertThatThrownBy(() -> SnappyBlock.decode(block, 999)).hasMessageContaining("(1000 vs 999)");
    }
}
