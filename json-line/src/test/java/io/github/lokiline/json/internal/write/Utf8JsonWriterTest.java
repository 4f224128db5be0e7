package io.github.lokiline.json.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.spi.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8JsonWriterTest {
    private final Utf8JsonWriter out = new Utf8JsonWriter();

    @Test
    void putsCommasWhereTheyAreDue() {
        out.beginObject();
        out.name("a").number(1);
        out.name("b");
        out.beginArray();
        out.string("x:");
        out.string("{");
        out.bool(true);
        out.nil();
        out.beginObject();
        out.endObject();
        out.beginArray();
        out.endArray();
        out.number(1.5);
        out.endArray();
        out.name("c").string(null);
        out.endObject();

        assertThat(Json.text(out)).isEqualTo("{\"a\":1,\"b\":[\"x:\",\"{\",true,null,{},[],1.5],\"c\":null}");
    }

    @Test
    void goesOnWhereItIsToldAndKeepsWhatIsBefore() {
        byte[] array = {'"', '"', 0, 0};

        out.reset(array, 2);
        out.beginObject();
        out.name("a").string("long enough to need a larger array");
        out.endObject();

        assertThat(array).startsWith('"', '"');
        assertThat(Json.text(out)).isEqualTo("\"\"{\"a\":\"long enough to need a larger array\"}");
    }

    @Test
    void goesOnInAnEmptyArray() {
        out.reset(new byte[0], 0);
        out.string("x");

        assertThat(Json.text(out)).isEqualTo("\"x\"");
    }

    @Test
    void writesEveryCodePointAsItsUtf8OrItsEscape() {
        for (int block = 0; block <= Character.MAX_CODE_POINT; block += 0x1000) {
            String text = blockOf(block);

            out.reset(out.array(), 0);
            out.string(text);

            String json = Json.text(out);
            assertThat(json.chars().filter(c -> c < ' ')).isEmpty();
            assertThat(Json.parse(json).asString()).isEqualTo(text.replaceAll("[\ud800-\udfff]", "\ufffd"));
        }
    }

    @Test
    void writesEachCodePointAloneToo() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            boolean lone = codePoint >= 0xd800 && codePoint <= 0xdfff;
            String text = Character.toString(codePoint);

            out.reset(out.array(), 0);
            out.string(text);

            if (codePoint >= 0x80) {
                String expected = lone ? "\ufffd" : text;
                byte[] bytes = ('"' + expected + '"').getBytes(StandardCharsets.UTF_8);
                assertThat(Arrays.equals(out.array(), 0, out.position(), bytes, 0, bytes.length))
                        .as("U+%x", codePoint)
                        .isTrue();
            } else {
                assertThat(Json.parse(Json.text(out)).asString()).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "x\ud800y", "\udc00", "\udc00\ud800", "\ud800\ud800\udc00", "\ud83d", "é\udfffé"})
    void writesALoneSurrogateAsTheReplacementCharacter(String text) {
        out.string(text);

        byte[] java = text.getBytes(StandardCharsets.UTF_8);
        String expected = new String(java, StandardCharsets.UTF_8).replace('?', '\ufffd');
        assertThat(Json.parse(Json.text(out)).asString()).isEqualTo(expected);
    }

    @Test
    void cutsBetweenCodePointsAtEveryLimit() {
        String text = "a\"é\u20ac\ud83d\ude00\u0001\n\ud800z";
        out.string(text);
        int whole = out.position();

        for (int limit = 1; limit < whole - 1; limit++) {
            out.reset(out.array(), 0);
            out.limit(limit);
            out.string(text);

            assertThat(out.isCut()).isTrue();
            assertThat(out.position()).isLessThanOrEqualTo(limit + 1);
            String shown = Json.parse(Json.text(out)).asString();
            assertThat(text.replace('\ud800', '\ufffd')).startsWith(shown);
        }
        out.reset(out.array(), 0);
        out.limit(whole - 1);
        out.string(text);
        assertThat(out.isCut()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9, 10, 99, 100, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE, -1000, 999_999_999})
    void writesWholeNumbers(long number) {
        out.number(number);

        assertThat(Json.text(out)).isEqualTo(Long.toString(number));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0", "-0.0, -0.0", "1.0, 1.0", "-12.5, -12.5", "0.001, 0.001", "123.456789, 123.456789",
        "1e7, 1.0E7", "9999999.0, 9999999.0", "1e22, 1.0E22", "1e-7, 1.0E-7", "0.1, 0.1", "100.25, 100.25"
    })
    void writesDecimalsAsJavaDoes(double number, String expected) {
        out.number(number);

        assertThat(Json.text(out)).isEqualTo(expected);
    }

    @Test
    void writesDecimalsThatReadBackAsTheSameNumber() {
        Random random = new Random(17);
        for (int i = 0; i < 200_000; i++) {
            double number = i % 2 == 0 ? random.nextInt(1 << 30) / 1000.0 : Double.longBitsToDouble(random.nextLong());
            if (!Double.isFinite(number)) {
                continue;
            }

            out.reset(out.array(), 0);
            out.number(number);

            assertThat(Double.parseDouble(Json.text(out))).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void writesWhatIsNoNumberAsAString(double number) {
        out.number(number);

        assertThat(Json.text(out)).isEqualTo('"' + Double.toString(number) + '"');
    }

    private static String blockOf(int from) {
        StringBuilder text = new StringBuilder();
        for (int codePoint = from; codePoint < from + 0x1000; codePoint++) {
            text.appendCodePoint(codePoint);
            // Keeps lone surrogates apart, which side by side would be a pair.
            text.append('-');
        }
        return text.toString();
    }
}
