package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyParserTest {
    private static final Duration DAY = Duration.ofDays(1);
    private final PropertyParser settings = new PropertyParser();

    @ParameterizedTest
    @CsvSource({
        "5 s, PT5S",
        "500 ms, PT0.5S",
        "500ms, PT0.5S",
        "1 second, PT1S",
        "2 SECONDS, PT2S",
        "1.5 s, PT1.5S",
        "3 m, PT3M",
        "1 minute, PT1M",
        "2 h, PT2H",
        "1 day, PT24H",
        "250 milliseconds, PT0.25S"
    })
    void readsDurationsWithTheirUnit(String text, Duration expected) {
        assertThat(duration(text)).isEqualTo(expected);
        assertThat(settings.faults()).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\n"})
    void takesBlankAsNotSet(String blank) {
        assertThat(duration(blank)).isEqualTo(Duration.ofMillis(7));
        assertThat(settings.bytes("size", blank, 7, 0, 9)).isEqualTo(7);
        assertThat(settings.integer("count", blank, 7, 0, 9)).isEqualTo(7);
        assertThat(settings.bool("flag", blank, true)).isTrue();
        assertThat(settings.text("name", blank, "seven")).isEqualTo("seven");
        assertThat(settings.choice("word", blank, "a", List.of("a", "b"))).isEqualTo("a");
        assertThat(settings.map("map", blank)).isEmpty();
        assertThat(settings.list("list", blank)).isEmpty();
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void refusesADurationThatIsABareNumber() {
        assertThat(duration("5")).isEqualTo(Duration.ofMillis(7));
        assertThat(settings.faults())
                .containsExactly("wait \"5\": no unit; write a number and one of ms, s, m, h, d, as in 5 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"five s", "-5 s", "5 parsecs", "5 s s", "s", "1e3 s", "1,5 s"})
    void refusesWhatIsNoDuration(String text) {
        assertThat(duration(text)).isEqualTo(Duration.ofMillis(7));
        assertThat(settings.faults()).singleElement().asString().startsWith("wait \"" + text + "\": ");
    }

    @Test
    void refusesADurationOutOfRangeAndNamesTheRange() {
        duration("2 days");
        duration("999999999999999999 days");

        assertThat(settings.faults())
                .containsExactly(
                        "wait \"2 days\": out of range; write 1 ms to 1 d",
                        "wait \"999999999999999999 days\": out of range; write 1 ms to 1 d");
    }

    @ParameterizedTest
    @CsvSource({"1 B, 1", "2 KB, 2048", "32 MB, 33554432", "1 gb, 1073741824", "1.5kb, 1536"})
    void readsSizesInPowersOf1024(String text, long bytes) {
        assertThat(settings.bytes("size", text, 7, 0, Long.MAX_VALUE)).isEqualTo(bytes);
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void refusesSizesWithoutUnitOrOutOfRange() {
        assertThat(settings.bytes("size", "100", 7, 0, 4096)).isEqualTo(7);
        assertThat(settings.bytes("size", "1 TB", 7, 0, 4096)).isEqualTo(7);
        assertThat(settings.bytes("size", "5 KB", 7, 0, 4096)).isEqualTo(7);

        assertThat(settings.faults())
                .containsExactly(
                        "size \"100\": no unit; write a number and one of B, KB, MB, GB, as in 32 MB",
                        "size \"1 TB\": unknown unit TB; write a number and one of B, KB, MB, GB, as in 32 MB",
                        "size \"5 KB\": out of range; write 0 B to 4 KB");
    }

    @Test
    void refusesAnUndefinedVariableByItsName() {
        settings.text("url", "LOKI_URL_IS_UNDEFINED", "");
        settings.text("url", "http://LOKI_HOST_IS_UNDEFINED:3100", "");
        settings.map("labels", "a=1\nteam=TEAM_IS_UNDEFINED\nb=2");

        assertThat(settings.faults())
                .containsExactly(
                        "url \"LOKI_URL_IS_UNDEFINED\": variable LOKI_URL is not set; "
                                + "set it, or give an empty default: ${LOKI_URL:-}, in application.yml ${LOKI_URL:}",
                        "url \"LOKI_HOST_IS_UNDEFINED\": variable LOKI_HOST is not set; "
                                + "set it, or give an empty default: ${LOKI_HOST:-}, in application.yml ${LOKI_HOST:}",
                        "labels \"TEAM_IS_UNDEFINED\": variable TEAM is not set; "
                                + "set it, or give an empty default: ${TEAM:-}, in application.yml ${TEAM:}");
    }

    @Test
    void listsTheLegalWordsOfAChoice() {
        assertThat(settings.choice("overflow", "BLOCK", "drop", List.of("drop", "block")))
                .isEqualTo("block");
        assertThat(settings.choice("overflow", "explode", "drop", List.of("drop", "block")))
                .isEqualTo("drop");
        settings.bool("enabled", "yes", true);

        assertThat(settings.faults())
                .containsExactly(
                        "overflow \"explode\": unknown; write one of drop, block",
                        "enabled \"yes\": unknown; write one of true, false");
    }

    @Test
    void readsWholeNumbersInTheirRange() {
        assertThat(settings.integer("count", " 12 ", 7, 1, 99)).isEqualTo(12);
        assertThat(settings.integer("count", "100", 7, 1, 99)).isEqualTo(7);
        assertThat(settings.integer("count", "12 s", 7, 1, 99)).isEqualTo(7);

        assertThat(settings.faults())
                .containsExactly(
                        "count \"100\": out of range; write 1 to 99",
                        "count \"12 s\": not a whole number; write 1 to 99");
    }

    @Test
    void readsAMapOfLinesSplitAtTheFirstEqualsSign() {
        Map<String, String> map = settings.map("map", "\n  a = 1 \r\n\n b=x=y\n c =\n");

        assertThat(map).containsExactly(entry("a", "1"), entry("b", "x=y"), entry("c", ""));
    }

    @Test
    void readsAMapFromOneJsonObject() {
        Map<String, Object> map = settings.values(
                "map", " {\"a\": \"x\\n\\u00e9\\\"\", \"b\": 1.50, \"c\": [true, null, {}], \"d\": {\"e\": -2e3}} ");

        assertThat(map).containsOnlyKeys("a", "b", "c", "d");
        assertThat(map.get("a")).isEqualTo("x\n\u00e9\"");
        assertThat(map.get("b")).isEqualTo(new BigDecimal("1.50"));
        assertThat((List<?>) map.get("c")).asString().isEqualTo("[true, null, {}]");
        assertThat(map.get("d")).isEqualTo(Map.of("e", new BigDecimal("-2e3")));
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void showsTheKeyOrTheLineOfAFaultButNoValue() {
        settings.map("map", "a=1\nsecret");
        settings.map("map", "=1");
        settings.map("map", "a=1\na=2");

        assertThat(settings.faults())
                .containsExactly(
                        "map \"***\": no \"=\" in line 2; write one key=value a line, or one JSON object",
                        "map \"***\": no key before \"=\" in line 1; write one key=value a line, or one JSON object",
                        "map \"a\": key a occurs twice; keep one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}x",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":tru}",
                "{\"a\":NaN}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"",
                "{\"a\":\"\t\"}",
                "{\"a\":1,\"a\":2}",
                "{a:1}",
                "{\"a\":[1 2]}"
            })
    void refusesBrokenJsonAndSaysWhere(String json) {
        assertThat(settings.values("map", json)).isEmpty();
        assertThat(settings.faults()).singleElement().asString().contains(" at character ");
    }

    @Test
    void refusesJsonNestedTooDeep() {
        settings.values("map", "{\"a\":" + "[".repeat(100_000));

        assertThat(settings.faults()).singleElement().asString().contains("nested deeper than 32");
    }

    @Test
    void readsAListByCommasAndLines() {
        assertThat(settings.list("list", " a, b\n\nc ,,d")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void gathersEveryFaultInOrder() {
        duration("5");
        settings.fault("own", "v", "is wrong", "write w");

        assertThat(settings.faults()).hasSize(2).last().isEqualTo("own \"v\": is wrong; write w");
    }

    @Test
    void cutsALongValueInTheMessage() {
        settings.integer("count", "9".repeat(10_000), 1, 0, 9);

        assertThat(settings.faults()).singleElement().asString().hasSizeLessThan(200);
    }

    private Duration duration(String text) {
        return settings.duration("wait", text, Duration.ofMillis(7), Duration.ofMillis(1), DAY);
    }
}
