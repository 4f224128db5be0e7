package io.github.lokiline.testkit;

import static io.github.lokiline.testkit.Protobuf.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.LokiUnderTest.Found;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What Loki answers to questions: the same on {@link EmbeddedLoki} and on a real one (see {@link LokiContractTest}). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LokiQueryContractTest {

    private final LokiUnderTest loki = new LokiUnderTest();
    private final long now = loki.now;

    @BeforeEach
    void push() {
        loki.push(
                loki.protobuf(
                        "app=\"json\", env=\"prod\"",
                        entry(
                                now,
                                "{\"n\":1,\"status\":200,\"took\":\"1.5s\",\"size\":\"10KB\",\"req\":{\"path\":\"/a\",\"id\":\"x-1\"}}"),
                        entry(
                                now + 1,
                                "{\"n\":2,\"status\":503,\"took\":\"20ms\",\"size\":\"2MB\",\"req\":{\"path\":\"/b\"},\"env\":\"inner\"}"),
                        entry(
                                now + 2,
                                "{\"n\":3,\"status\":\"odd\",\"list\":[1],\"nothing\":null,\"no.dots\":true,\"1st\":1}")),
                loki.protobuf(
                        "app=\"fmt\", env=\"dev\"",
                        entry(
                                now + 3,
                                "n=4 status=404 msg=\"not \\\"found\\\"\" took=3s empty= flag",
                                Map.of("trace_id", "abc")),
                        entry(now + 4, "n=5 plain text (without) structure?"),
                        entry(now + 5, "n=6 {broken json")));
        loki.find("", "", 6);
    }

    @AfterEach
    void close() {
        loki.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "app=\"json\"           ;                                             ; 1 2 3",
                "app!=\"json\"          ;                                             ; 4 5 6",
                "app=~\"js.*|x\"        ;                                             ; 1 2 3",
                "app=~\"js\"            ;                                             ; ",
                "app!~\"js.*\"          ;                                             ; 4 5 6",
                "absent=\"\"            ;                                             ; 1 2 3 4 5 6",
                "absent!=\"\"           ;                                             ; ",
                "app=`fmt`              ;                                             ; 4 5 6",
                "                       ; |= \"status\"                               ; 1 2 3 4",
                "                       ; != \"status\"                               ; 5 6",
                "                       ; |~ \"n(=|\\\":)[45]\"                       ; 4 5",
                "                       ; !~ `n(=|\":)[45]`                           ; 1 2 3 6",
                "                       ; |= \"n=5\" or \"n=6\"                       ; 5 6",
                "                       ; != \"n=5\" or \"n=6\"                       ; 1 2 3 4",
                "                       ; |= \"status\" != \"503\" |~ \"[0-9]\"       ; 1 3 4",
                "                       ; |= \"\"                                     ; 1 2 3 4 5 6",
                "                       ; |~ \"(?i)STATUS\"                           ; 1 2 3 4",
                "app=\"json\"           ; | json | status = 200                       ; 1 3",
                "app=\"json\"           ; | json | status = 200 | __error__ = \"\"    ; 1",
                "app=\"json\"           ; | json | status == 503 | __error__ = \"\"   ; 2",
                "app=\"json\"           ; | json | status != 503 | __error__ = \"\"   ; 1",
                "app=\"json\"           ; | json | status > 200 | __error__ = \"\"    ; 2",
                "app=\"json\"           ; | json | status >= 200 | __error__ = \"\"   ; 1 2",
                "app=\"json\"           ; | json | status < 503 | __error__ = \"\"    ; 1",
                "app=\"json\"           ; | json | status <= 503 | __error__ = \"\"   ; 1 2",
                "app=\"json\"           ; | json | status = \"200\"                   ; 1",
                "app=\"json\"           ; | json | status != \"200\"                  ; 2 3",
                "app=\"json\"           ; | json | status =~ \"2..\"                  ; 1",
                "app=\"json\"           ; | json | status !~ \"2..\"                  ; 2 3",
                "app=\"json\"           ; | json | took > 1s                          ; 1",
                "app=\"json\"           ; | json | took <= 1500ms                     ; 1 2",
                "app=\"json\"           ; | json | size > 1MB                         ; 2",
                "app=\"json\"           ; | json | size <= 10KB                       ; 1",
                "app=\"json\"           ; | json | req_path = \"/b\"                  ; 2",
                "app=\"json\"           ; | json | env_extracted = \"inner\"          ; 2",
                "app=\"json\"           ; | json | env = \"prod\"                     ; 1 2 3",
                "app=\"json\"           ; | json | no_dots = \"true\"                 ; 3",
                "app=\"json\"           ; | json | _1st = 1                           ; 3",
                "app=\"json\"           ; | json | n=1 or n=3                         ; 1 3",
                "app=\"json\"           ; | json | n>1 and n<3                        ; 2",
                "app=\"json\"           ; | json | n>1, n<3                           ; 2",
                "app=\"json\"           ; | json | n>1 n<3                            ; 2",
                "app=\"json\"           ; | json | n=1 or n>1 and n<3                 ; 1 2",
                "app=\"json\"           ; | json | (n=1 or n>1) and n<3               ; 1 2",
                "app=\"json\"           ; | json | n=1 or (n=2 and status=503)        ; 1 2",
                "app=\"fmt\"            ; | logfmt | status >= 400                    ; 4",
                "app=\"fmt\"            ; | logfmt | msg = \"not \\\"found\\\"\"      ; 4",
                "app=\"fmt\"            ; | logfmt | n > 4                            ; 5 6",
                "app=\"fmt\"            ; | logfmt | empty = \"\" | flag = \"\"       ; 4 5 6",
                "app=\"fmt\"            ; | json | __error__ = \"JSONParserErr\"      ; 4 5 6",
                "                       ; | trace_id = \"abc\"                        ; 4",
                "                       ; | service_name = \"json\" | trace_id = \"\" ; 1 2 3",
                "                       ; | detected_level != \"\" # a comment        ; 1 2 3 4 5 6",
            })
    void findsTheseLines(String selector, String pipeline, String numbers) {
        String expected = numbers == null ? "" : numbers.strip();
        int count = expected.isEmpty() ? 0 : expected.split(" ", -1).length;

        List<Found> found =
                loki.find(selector == null ? "" : selector.strip(), pipeline == null ? "" : pipeline.strip(), count);

        assertThat(found)
                .extracting(each -> Long.toString(each.timestampNanos() - now + 1))
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ", -1)));
    }

    @Test
    void showsParsedFieldsAmongTheLabels() {
        Map<String, String> labels =
                loki.find("app=\"json\"", "| json | n=2", 1).get(0).labels();

        assertThat(labels)
                .containsEntry("n", "2")
                .containsEntry("req_path", "/b")
                .containsEntry("env", "prod")
                .containsEntry("env_extracted", "inner");
        assertThat(loki.find("app=\"json\"", "| json | n=3", 1).get(0).labels())
                .containsEntry("_1st", "1")
                .doesNotContainKeys("list", "nothing");
    }

    @Test
    void answersTheLatestFirstUnlessAskedOtherwise() {
        assertThat(numbers("", "")).containsExactly("6", "5", "4", "3", "2", "1");
        assertThat(numbers("", "&direction=backward")).containsExactly("6", "5", "4", "3", "2", "1");
        assertThat(numbers("", "&direction=forward")).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void limitsTheAnswerFromTheSideItStarts() {
        assertThat(numbers("&limit=2", "")).containsExactly("6", "5");
        assertThat(numbers("&limit=2", "&direction=forward")).containsExactly("1", "2");
    }

    @Test
    void includesTheStartAndExcludesTheEnd() {
        assertThat(numbers("&start=" + (now + 1) + "&end=" + (now + 3), "&direction=forward"))
                .containsExactly("2", "3");
    }

    /** The numbers of the lines in the order the answer gives them; all lie in streams of one entry each. */
    private List<String> numbers(String limits, String direction) {
        String selector = URLEncoder.encode(loki.stream("") + " | json | logfmt", StandardCharsets.UTF_8);
        String times = limits.contains("start") ? "" : "&start=" + (now - 1000) + "&end=" + (now + 1000);
        HttpResponse<String> answer =
                loki.caller().get("/loki/api/v1/query_range?query=" + selector + times + limits + direction);
        List<long[]> found = new ArrayList<>();
        for (JsonNode stream : LokiCaller.json(answer).path("data").path("result")) {
            for (JsonNode value : stream.path("values")) {
                found.add(new long[] {Long.parseLong(value.get(0).asString()) - now + 1});
            }
        }
        boolean forward = direction.contains("forward");
        found.sort((a, b) -> forward ? Long.compare(a[0], b[0]) : Long.compare(b[0], a[0]));
        return found.stream().map(each -> Long.toString(each[0])).toList();
    }

    @Test
    void keepsTheDirectionInsideAStream() {
        JsonNode backward = LokiCaller.json(loki.query(loki.stream("app=\"json\""), ""));
        JsonNode values = backward.path("data").path("result").get(0).path("values");

        assertThat(values.get(0).get(0).asString()).isEqualTo(Long.toString(now + 2));
        assertThat(values.get(2).get(0).asString()).isEqualTo(Long.toString(now));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{app=~\".*\"}",
                "{app=}",
                "{app=json}",
                "{app=\"json\"",
                "{app=\"json\"} |= ",
                "{app=\"json\"} |= json",
                "{app=\"json\"} | ",
                "{app=\"json\"} | json | ",
                "{app=\"json\"} | json | n >",
                "{app=\"json\"} | json | n > \"1\"",
                "{app=\"json\"} | json | n =~ 1",
                "{app=\"json\"} |~ \"(\"",
                "{app=\"json\"} |~ \"a(?=b)\"",
                "{app=\"json\"} |~ \"(a)\\\\1\"",
                "{app=\"json\"} nonsense"
            })
    void refusesMalformedQueries(String query) {
        HttpResponse<String> answer = loki.query(query, "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&limit=0",
                "&limit=-1",
                "&limit=x",
                "&limit=5001",
                "&direction=sideways",
                "&start=x",
                "&start=200&end=100",
            })
    void refusesMalformedParameters(String parameters) {
        String selector = URLEncoder.encode("{app=\"json\"}", StandardCharsets.UTF_8);

        assertThat(loki.caller()
                        .get("/loki/api/v1/query_range?query=" + selector + parameters)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void takesTimesAsSecondsNanosecondsAndDates() {
        String selector =
                "/loki/api/v1/query_range?query=" + URLEncoder.encode(loki.stream(""), StandardCharsets.UTF_8);
        long second = now / 1_000_000_000;

        for (String start : List.of(
                Long.toString(second - 1),
                (second - 1) + ".25",
                Long.toString(now - 1),
                java.time.Instant.ofEpochSecond(second - 1).toString())) {
            JsonNode answer =
                    LokiCaller.json(loki.caller().get(selector + "&start=" + start + "&end=" + (second + 60)));
            assertThat(answer.path("data").path("result").size()).as(start).isPositive();
        }
    }

    @Test
    void groupsMetadataAndParsedFieldsWhenAsked() {
        HttpResponse<String> answer = loki.caller()
                .with("X-Loki-Response-Encoding-Flags", "categorize-labels")
                .query(
                        loki.stream("app=\"fmt\"") + " | logfmt | status=404",
                        "&start=" + (now - 1000) + "&end=" + (now + 1000));

        JsonNode data = LokiCaller.json(answer).path("data");
        assertThat(data.path("encodingFlags").get(0).asString()).isEqualTo("categorize-labels");
        JsonNode stream = data.path("result").get(0);
        assertThat(stream.path("stream").path("env").asString()).isEqualTo("dev");
        assertThat(stream.path("stream").has("trace_id")).isFalse();
        JsonNode third = stream.path("values").get(0).get(2);
        assertThat(third.path("structuredMetadata").path("trace_id").asString()).isEqualTo("abc");
        assertThat(third.path("parsed").path("status").asString()).isEqualTo("404");
    }

    @Test
    void listsLabelsValuesAndSeries() {
        LokiUnderTest.needsTenants();
        String times = "start=" + (now - 60_000_000_000L) + "&end=" + (now + 60_000_000_000L);
        String match = URLEncoder.encode("{app=~\"j.*\"}", StandardCharsets.UTF_8);

        JsonNode labels = LokiCaller.json(loki.caller().get("/loki/api/v1/labels?" + times));
        JsonNode values = LokiCaller.json(loki.caller().get("/loki/api/v1/label/app/values?" + times));
        JsonNode some =
                LokiCaller.json(loki.caller().get("/loki/api/v1/label/app/values?" + times + "&query=" + match));
        JsonNode none = LokiCaller.json(loki.caller().get("/loki/api/v1/label/absent/values?" + times));
        JsonNode series = LokiCaller.json(
                loki.caller().get("/loki/api/v1/series?" + times + "&match[]=".replace("[]", "%5B%5D") + match));

        assertThat(labels.path("status").asString()).isEqualTo("success");
        assertThat(texts(labels)).containsExactly("app", "env", "service_name", "test");
        assertThat(texts(values)).containsExactly("fmt", "json");
        assertThat(texts(some)).containsExactly("json");
        assertThat(none.has("data")).isFalse();
        assertThat(series.path("data").size()).isEqualTo(1);
        assertThat(series.path("data").get(0).path("env").asString()).isEqualTo("prod");
        assertThat(series.path("data").get(0).path("service_name").asString()).isEqualTo("json");
    }

    private static List<String> texts(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        answer.path("data").forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
