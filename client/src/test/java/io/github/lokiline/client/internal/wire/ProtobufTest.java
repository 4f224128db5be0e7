package io.github.lokiline.client.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProtobufTest {

    @Test
    void cutsATextBetweenTwoCharacters() {
        assertThat(Protobuf.cut("Größe", 7)).isEqualTo("Größe");
        assertThat(Protobuf.cut("Größe", 6)).isEqualTo("Größ");
        assertThat(Protobuf.cut("Größe", 5)).isEqualTo("Grö");
        assertThat(Protobuf.cut("\uD83D\uDE00", 3)).isEmpty();
    }

    @Test
    void everyCodePointIsWrittenAsTheJdkWritesIt() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                String text = Character.toString(codePoint);
                assertThat(Protobuf.utf8(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void anUnpairedSurrogateBecomesTheReplacementCharacter() {
        for (String broken : new String[] {"\uD800", "\uDC00", "a\uD83Db", "\uD83D\uD83D", "\uDE00\uD83D"}) {
            String written = new String(Protobuf.utf8(broken), StandardCharsets.UTF_8);

            assertThat(written).isEqualTo(broken.replaceAll("[\uD800-\uDFFF]", "\uFFFD"));
        }
    }

    @Test
    void varintsOfEverySizeRoundTrip() {
        byte[] target = new byte[10];
        for (int shift = 0; shift < 31; shift++) {
            for (int value : new int[] {(1 << shift) - 1, 1 << shift, (1 << shift) + 1}) {
                int end = Protobuf.writeVarint(target, 0, value);

                assertThat(end).isEqualTo(Protobuf.varintSize(value));
                assertThat(Protobuf.readVarint(target, 0)).isEqualTo(value);
                assertThat(Protobuf.skipVarint(target, 0)).isEqualTo(end);
            }
        }
    }

    @Test
    void textIsCutBetweenCodePoints() {
        byte[] text = "aé中😀".getBytes(StandardCharsets.UTF_8);

        int[] cuts = new int[text.length];
        for (int end = 0; end < text.length; end++) {
            cuts[end] = Protobuf.cutBetweenCodePoints(text, 0, end);
        }

        assertThat(cuts).containsExactly(0, 1, 1, 3, 3, 3, 6, 6, 6, 6);
    }
}
