package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.spi.LoggingEventBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Tests that the fields of the JSON line are written as {@code key=value} that every logfmt parser can read. */
class LogfmtEncoderTest {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z";

    @Test
    void writesTheFieldsOfTheJsonLineInItsOrder() {
        Lines lines = Lines.logfmt(encoder -> encoder.addStaticField("team=orders"));
        lines.mdc.put("request_id", "r-17");

        lines.logger().atWarn().addKeyValue("status_code", 200).log("Request {}", "done");

        assertThat(lines.line().replaceFirst(TIME, "T"))
                .isEqualTo("asctime=T levelname=WARNING name=com.acme.Svc message=\"Request done\" threadName="
                        + Thread.currentThread().getName() + " team=orders request_id=r-17 status_code=200");
    }

    @Test
    void thePresetTskvPutsTextsInSingleQuotes() {
        Lines lines = Lines.logfmt(encoder -> encoder.setPreset("tskv"));

        lines.logger().atInfo().addKeyValue("status_code", 200).log("Request completed");
        assertThat(lines.line().replaceFirst(TIME, "T"))
                .isEqualTo("timestamp='T' logger='com.acme.Svc' level='info' event='Request completed'"
                        + " status_code=200");

        lines.logger().atInfo().addKeyValue("ok", true).log("it's \"new\"\n\\o/");
        assertThat(lines.last()).endsWith(" event='it\\'s \"new\"\\n\\\\o/' ok=true");
    }

    @Test
    void tskvTakesAFormatOfItsOwn() {
        Lines lines = Lines.logfmt(encoder -> {
            encoder.setPreset("tskv");
            encoder.setFormat("level,event");
        });

        lines.logger().atInfo().addKeyValue("status_code", 200).log("Request completed");

        assertThat(lines.line()).isEqualTo("level='info' event='Request completed' status_code=200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain         | v=plain",
                "two words     | v=\"two words\"",
                "a=b           | v=\"a=b\"",
                "say \"hi\"  | v=\"say \\\"hi\\\"\"",
                "back\\slash | v=\"back\\\\slash\"",
                "null          | v=\"null\"",
                "true          | v=true",
                "``            | v=\"\"",
                "цена          | v=\"цена\"",
            })
    void quotesWhatIsNotPlain(String value, String expected) {
        assertThat(written(value)).isEqualTo(expected);
    }

    @Test
    void nothingAndEmptyAndTheTextNullDiffer() {
        assertThat(List.of(written(null), written(""), written("null")))
                .containsExactly("v=null", "v=\"\"", "v=\"null\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\t", "\u0000", "\u001b[31m", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029"})
    void noRawControlCharacterReachesTheLine(String control) {
        String value = "a" + control + "b level=ERROR";

        assertThat(LogfmtReader.read(written(value))).containsExactly(Map.entry("v", value));
        assertThat(tskv(value)).doesNotMatch("(?s).*[\\p{Cntrl}\u0080-\u009f\u2028\u2029].*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a=b", "a\"b", "a\nb", "a\\b", "a\u0085b", "a\ud800b", "a\u007fb"})
    void aKeyHoldsNothingThatEndsIt(String key) {
        assertThat(fields(Map.of(key, 1))).containsExactly(Map.entry("a_b", "1"));
    }

    @Test
    void keysThatLookAlikeStayApart() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("a b", 1);
        values.put("a=b", 2);
        values.put("a_b", 3);
        values.put("", 4);

        assertThat(fields(values))
                .containsExactly(
                        Map.entry("a_b", "1"), Map.entry("a_b_", "2"), Map.entry("a_b__", "3"), Map.entry("_", "4"));
    }

    @Test
    void objectsBecomeDottedKeysAndListsStayJson() {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("id", 17);
        order.put("tags", List.of("a", "b \"c\""));
        order.put("buyer", Map.of("name", "Ada L."));
        order.put("none", Map.of());

        assertThat(written(order))
                .isEqualTo("v.id=17 v.tags=\"[\\\"a\\\",\\\"b \\\\\\\"c\\\\\\\"\\\"]\" v.buyer.name=\"Ada L.\""
                        + " v.none=\"{}\"");
        assertThat(LogfmtReader.read(written(order))).containsEntry("v.tags", "[\"a\",\"b \\\"c\\\"\"]");
    }

    @Test
    void aLargeObjectStaysJsonPastAHundredKeys() {
        Map<String, Object> large = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            large.put("k" + i, Map.of("n", i));
        }

        Map<String, String> fields = LogfmtReader.read(written(large));

        assertThat(fields).containsEntry("v.k0.n", "0").containsEntry("v.k999", "{\"n\":999}");
    }

    @Test
    void anExceptionStaysInItsLine() {
        Lines lines = Lines.logfmt(encoder -> encoder.setFormat("message"));

        lines.logger().error("boom", new IllegalStateException("two\nlines"));

        assertThat(LogfmtReader.read(lines.line()).get("exc_info"))
                .startsWith("java.lang.IllegalStateException: two\nlines\n\tat ");
    }

    @Test
    void aLineKeepsItsLimit() {
        Lines lines = Lines.logfmt(encoder -> {
            encoder.setFormat("message");
            encoder.setMaxLineBytes("1 KB");
        });

        lines.logger()
                .atInfo()
                .addKeyValue("v", "\u007f".repeat(900))
                .addKeyValue("w", "x")
                .log("m");

        assertThat(lines.written.get(0)).hasSizeLessThanOrEqualTo(1024 + 1);
        assertThat(LogfmtReader.read(lines.last()))
                .containsEntry("message", "m")
                .containsEntry("w", "x")
                .containsEntry("truncated", "true");
        assertThat(lines.encoder.counts())
                .isNotNull()
                .satisfies(counts -> assertThat(counts.truncatedLines()).isEqualTo(1));
    }

    @Test
    void aCutLineSaysSoByTheNameAskedFor() {
        Lines lines = Lines.logfmt(encoder -> {
            encoder.setFormat("message");
            encoder.setMaxLineBytes("1 KB");
            encoder.setRenameFields("truncated=is cut");
        });

        lines.logger().atInfo().addKeyValue("v", "\u007f".repeat(900)).log("m");

        assertThat(lines.line()).matches("message=m v=\"(\\\\u007f){164,167}\" is_cut=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u007f", "it's ", "\ud83d\ude00\u0085", "\"'\n"})
    void aTextThatQuotesMakeTooLongKeepsItsBeginningAndWhatFollowsIt(String unit) {
        for (String preset : List.of("python", "tskv")) {
            Lines lines = Lines.logfmt(encoder -> {
                encoder.setPreset(preset);
                encoder.setFormat("v,message");
                encoder.setMaxLineBytes("1 KB");
                encoder.setMaxStackFrames("1");
            });
            // The JSON line just fits.
            int most = 900 / (JsonMapper.shared().writeValueAsBytes(unit).length - 2);
            for (int times = 0; times < most; times += 3) {
                String value = unit.repeat(times);

                lines.logger()
                        .atInfo()
                        .addKeyValue("v", value)
                        .addKeyValue("w", "x")
                        .log("end");

                assertThat(lines.written.get(lines.written.size() - 1)).hasSizeLessThanOrEqualTo(1024 + 1);
                assertThat(lines.last()).containsPattern(" (message|event)='?end'? w='?x'?( truncated=true)?$");
                if (preset.equals("python")) {
                    Map<String, String> read = LogfmtReader.read(lines.last());
                    assertThat(value).startsWith(read.get("v"));
                    assertThat(read.containsKey("truncated"))
                            .isEqualTo(!read.get("v").equals(value));
                    assertThat(read.get("v").length()).isGreaterThanOrEqualTo(Math.min(value.length(), 100));
                }
            }
        }
    }

    @Test
    void aListThatQuotesMakeTooLongLosesItsLastItems() {
        Lines lines = Lines.logfmt(encoder -> {
            encoder.setFormat("message");
            encoder.setMaxLineBytes("1 KB");
        });

        lines.logger()
                .atInfo()
                .addKeyValue("objects", List.of(Map.of("a", "x,y"), List.of(1, "]")))
                .addKeyValue("list", Collections.nCopies(240, "\""))
                .log("m");

        assertThat(lines.line())
                .matches("message=m objects=\"\\[\\{[^ ]*]]\" list=\"\\[(\\\\\"\\\\\\\\\\\\\"\\\\\",?){80,}]\""
                        + " truncated=true")
                .doesNotContain(",]");
        assertThat(lines.written.get(0)).hasSizeLessThanOrEqualTo(1024 + 1);
    }

    @Test
    void secretsStayHidden() {
        assertThat(fields(Map.of("v", Map.of("password", "s3cret")))).containsExactly(Map.entry("v.password", "***"));
    }

    @Test
    void anyTextCanBeReadBack() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String value = random.ints(random.nextInt(40), 0, 0x3000)
                    .filter(c -> !Character.isSurrogate((char) c))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            assertThat(LogfmtReader.read(written(value))).as("seed %d", seed).containsEntry("v", value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "preset | csv | unknown; write one of python, structlog, tagged, logstash, ecs, gcp, datadog, tskv",
                "indent | 2   | logfmt has one line per event; leave it out",
            })
    void staysStoppedAndSaysWhatIsWrong(String property, String value, String message) {
        LogfmtEncoder encoder = new LogfmtEncoder();
        LoggerContext context = new LoggerContext();
        encoder.setContext(context);
        if (property.equals("preset")) {
            encoder.setPreset(value);
        } else {
            encoder.setIndent(value);
        }

        encoder.start();

        assertThat(encoder.isStarted()).isFalse();
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .extracting(Status::getMessage)
                .containsExactly(property + " \"" + value + "\": " + message);
    }

    private static String written(Object value) {
        Lines lines = Lines.logfmt(encoder -> encoder.setFormat("v"));
        lines.logger().atInfo().addKeyValue("v", value).log();
        return lines.line();
    }

    private static String tskv(String value) {
        Lines lines = Lines.logfmt(encoder -> {
            encoder.setPreset("tskv");
            encoder.setFormat("v");
        });
        lines.logger().atInfo().addKeyValue("v", value).log();
        return lines.line();
    }

    /** Returns the parsed key-values, without the message that comes first. */
    private static Map<String, String> fields(Map<String, ?> values) {
        Lines lines = Lines.logfmt(encoder -> encoder.setFormat("message"));
        LoggingEventBuilder event = lines.logger().atInfo();
        for (Map.Entry<String, ?> value : values.entrySet()) {
            event = event.addKeyValue(value.getKey(), value.getValue());
        }
        event.log("m");
        Map<String, String> fields = LogfmtReader.read(lines.line());
        fields.remove("message");
        return fields;
    }
}
