package io.github.lokiline.testkit;

import static io.github.lokiline.testkit.Protobuf.entry;
import static org.assertj.core.api.Assertions.assertThat;

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

/** What Loki answers to questions for numbers: the same on {@link EmbeddedLoki} and on a real one. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LokiMetricContractTest {

    private static final long SECOND = 1_000_000_000L;

    private final LokiUnderTest loki = new LokiUnderTest();
    private final long now = loki.now;

    @BeforeEach
    void push() {
        loki.push(
                loki.protobuf(
                        "app=\"json\"",
                        entry(now, "{\"n\":1,\"status\":200,\"took\":\"1.5s\",\"size\":\"10KB\"}"),
                        entry(now + 1, "{\"n\":2,\"status\":503,\"took\":\"20ms\",\"size\":\"2MB\"}"),
                        entry(now + 2, "{\"n\":3,\"status\":200}")),
                loki.protobuf(
                        "app=\"fmt\"",
                        entry(now + 3, "n=4 status=404 path=/a", Map.of("trace_id", "abc")),
                        entry(now + 4, "n=5 plain text"),
                        entry(now + 5, "n=6 broken")));
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
                "sum(count_over_time(ALL[5m]))                                                ; {} 6",
                "sum by (app) (count_over_time(ALL[5m]))                                      ; {app=fmt} 3, {app=json} 3",
                "sum(count_over_time(ALL[5m])) by (app)                                       ; {app=fmt} 3, {app=json} 3",
                "sum(rate(ALL[1m]))                                                           ; {} 0.1",
                "sum(bytes_over_time(FMT[5m]))                                                ; {} 46",
                "sum(bytes_rate(FMT[64s]))                                                    ; {} 0.71875",
                "sum(count_over_time(ALL |= \"status\" [5m])) / sum(count_over_time(ALL[5m])) ; {} 0.6666666666666666",
                "100 * sum(count_over_time(JSON |= \"503\"[5m])) / sum(count_over_time(JSON[5m])) ; {} 33.333333333333336",
                "sum by (app) (count_over_time(ALL[5m])) > 2                                  ; {app=fmt} 3, {app=json} 3",
                "sum by (app) (count_over_time(ALL[5m])) > 3                                  ; ",
                "sum by (app) (count_over_time(ALL[5m])) > bool 3                             ; {app=fmt} 0, {app=json} 0",
                "sum by (app) (count_over_time(ALL |= \"status\" [5m])) >= 2                  ; {app=json} 3",
                "sum by (status) (count_over_time(JSON | json [5m]))                          ; {status=200} 2, {status=503} 1",
                "topk(1, sum by (status) (count_over_time(JSON | json [5m])))                 ; {status=200} 2",
                "bottomk(1, sum by (status) (count_over_time(JSON | json [5m])))              ; {status=503} 1",
                "count(sum by (n) (count_over_time(JSON | json [5m])))                        ; {} 3",
                "avg(sum by (status) (count_over_time(JSON | json [5m])))                     ; {} 1.5",
                "min(sum by (status) (count_over_time(JSON | json [5m])))                     ; {} 1",
                "max(sum by (status) (count_over_time(JSON | json [5m])))                     ; {} 2",
                "max_over_time(JSON | json | unwrap n [5m]) by (app)                          ; {app=json} 3",
                "min_over_time(JSON | json | unwrap n [5m]) by (app)                          ; {app=json} 1",
                "avg_over_time(JSON | json | unwrap n [5m]) by (app)                          ; {app=json} 2",
                "sum by (app) (sum_over_time(JSON | json | unwrap n [5m]))                    ; {app=json} 6",
                "quantile_over_time(0.5, JSON | json | unwrap n [5m]) by (app)                ; {app=json} 2",
                "quantile_over_time(0.75, JSON | json | unwrap n [5m]) by (app)               ; {app=json} 2.5",
                "sum by (app) (sum_over_time(JSON | json | unwrap duration_seconds(took) [5m])) ; {app=json} 1.52",
                "sum by (app) (sum_over_time(JSON | json | unwrap bytes(size) [5m]))          ; {app=json} 2010000",
                "sum(count_over_time(NONE[5m]))                                               ; ",
                "sum(count_over_time(NONE[5m])) or vector(0)                                  ; {} 0",
                "sum(count_over_time(ALL[5m])) or vector(0)                                   ; {} 6",
                "sum by (num) (count_over_time(FMT | regexp \"n=(?P<num>[45])\" | num != \"\" [5m])) ; {num=4} 1, {num=5} 1",
                "sum by (trace_id) (count_over_time(FMT | trace_id=\"abc\" [5m]))             ; {trace_id=abc} 1",
                "sum by (app) (count_over_time(ALL[5m])) and sum by (app) (count_over_time(JSON[5m])) ; {app=json} 3",
                "sum by (app) (count_over_time(ALL[5m])) unless sum by (app) (count_over_time(JSON[5m])) ; {app=fmt} 3",
                "sum(count_over_time(ALL[5m] offset 1h))                                      ; ",
                "sum(count_over_time(ALL[1d]))                                                ; {} 6",
                "count_over_time(FMT | json [5m])                                             ; {} ERROR",
                "sum(count_over_time(FMT | json | __error__=\"JSONParserErr\" [5m]))        ; {} 3",
                "sum(count_over_time(FMT | json | __error__=\"\" [5m])) or vector(0)          ; {} 0",
            })
    void comesTo(String query, String expected) {
        HttpResponse<String> answer = instant(query);
        if (expected != null && expected.contains("ERROR")) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).startsWith("pipeline error: 'JSONParserErr' for series: ");
            return;
        }

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode data = LokiCaller.json(answer).path("data");
        assertThat(data.path("resultType").asString()).isEqualTo("vector");
        assertThat(samples(data))
                .containsExactlyInAnyOrderElementsOf(
                        expected == null ? List.of() : List.of(expected.strip().split(", ", -1)));
    }

    @Test
    void aMereNumberIsAScalar() {
        JsonNode data = LokiCaller.json(instant("1 + 2 * 3 ^ 2")).path("data");

        assertThat(data.path("resultType").asString()).isEqualTo("scalar");
        assertThat(data.path("result").get(1).asString()).isEqualTo("19");
    }

    @Test
    void aRangeIsEvaluatedAtEachStep() {
        String query = encoded(filled("sum(count_over_time(ALL[10s]))"));
        HttpResponse<String> answer = loki.caller()
                .get("/loki/api/v1/query_range?step=10s&query=" + query + "&start=" + (now - 15 * SECOND) + "&end="
                        + (now + 15 * SECOND));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode data = LokiCaller.json(answer).path("data");
        assertThat(data.path("resultType").asString()).isEqualTo("matrix");
        assertThat(data.path("result")).hasSize(1);
        JsonNode values = data.path("result").get(0).path("values");
        assertThat(values)
                .singleElement()
                .satisfies(value -> assertThat(value.get(1).asString()).isEqualTo("6"));
        assertThat(values.get(0).get(0).asDouble()).isBetween(now / 1e9, (now + 10 * SECOND) / 1e9);
    }

    @Test
    void linesMayBeRewritten() {
        assertThat(loki.find("app=\"fmt\"", "| logfmt | line_format \"{{.n}} {{ .status }} {{.absent}}|\"", 3))
                .extracting(LokiUnderTest.Found::line)
                .containsExactly("4 404 |", "5  |", "6  |");
    }

    @Test
    void linesAreNoInstantQuery() {
        assertThat(instant("ALL").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(count_over_time(ALL))",
                "sum(count_over_time(ALL[]))",
                "sum(count_over_time(ALL[5x]))",
                "sum(rate(ALL | unwrap)[5m])",
                "count_over_time(JSON | json | unwrap n [5m])",
                "avg_over_time(JSON[5m])",
                "topk(sum(count_over_time(ALL[5m])))",
                "sum(count_over_time({}[5m]))",
                "nonsense(ALL[5m])",
            })
    void refusesWhatIsMalformed(String query) {
        assertThat(instant(query).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> instant(String query) {
        return loki.caller().get("/loki/api/v1/query?query=" + encoded(filled(query)) + "&time=" + (now + SECOND));
    }

    private String filled(String query) {
        return query.replace("ALL", loki.stream(""))
                .replace("JSON |", loki.stream("app=\"json\"") + " |")
                .replace("JSON[", loki.stream("app=\"json\"") + "[")
                .replace("FMT", loki.stream("app=\"fmt\""))
                .replace("NONE", loki.stream("app=\"none\""));
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    /** Each as {@code {app=json} 3}. */
    private static List<String> samples(JsonNode data) {
        List<String> samples = new ArrayList<>();
        for (JsonNode sample : data.path("result")) {
            List<String> labels = new ArrayList<>();
            sample.path("metric")
                    .properties()
                    .forEach(label ->
                            labels.add(label.getKey() + "=" + label.getValue().asString()));
            samples.add("{" + String.join(",", labels) + "} "
                    + sample.path("value").get(1).asString());
        }
        return samples;
    }
}
