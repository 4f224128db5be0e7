package io.github.lokiline.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

    @Test
    void keepsEveryCodePoint() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                String text = Character.toString(c);
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                assertThat(Utf8.decode(bytes)).isEqualTo(text);
                assertThat(Utf8.encode(text)).isEqualTo(bytes);
                assertThat(Utf8.length(text)).isEqualTo(bytes.length);
            }
        }
    }

    @Test
    void keepsEveryByteWhateverItIs() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(8)];
            for (int i = 0; i < bytes.length; i++) {
                // the bytes at the borders of UTF-8's rules, more often than chance has them
                int[] border = {0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5
                };
                bytes[i] = (byte) (random.nextBoolean() ? border[random.nextInt(border.length)] : random.nextInt());
            }
            String text = Utf8.decode(bytes);
            assertThat(Utf8.encode(text)).isEqualTo(bytes);
            assertThat(Utf8.length(text)).isEqualTo(bytes.length);
        }
    }

    @Test
    void showsEachBadByteAsOneReplacementCharacter() {
        byte[] surrogateAsUtf8 = {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'b'};

        assertThat(Utf8.shown(Utf8.decode(surrogateAsUtf8))).isEqualTo("a\ufffd\ufffd\ufffdb");
        assertThat(Utf8.replaceRuneErrors("a\ufffdb", ' ')).isEqualTo("a b");
    }
}
