package io.github.lokiline.testkit.internal.query;

import io.github.lokiline.testkit.internal.http.LokiResponse;
import io.github.lokiline.testkit.internal.logql.LogQuery;
import io.github.lokiline.testkit.internal.logql.LogqlException;
import io.github.lokiline.testkit.internal.logql.MetricQuery;
import io.github.lokiline.testkit.internal.logql.Samples;
import io.github.lokiline.testkit.internal.logql.stage.LogLine;
import io.github.lokiline.testkit.internal.wire.JsonWriter;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import io.github.lokiline.testkit.internal.wire.WireEntry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A query for numbers, at one or many times, and its response in Loki's JSON. Immutable.
 *
 * <pre>
 * {"resultType": "vector", "result": [{"metric": {"level": "ERROR"}, "value": [1767225600.781, "3"]}]}
 * {"resultType": "matrix", "result": [{"metric": {"level": "ERROR"}, "values": [[1767225600, "3"], …]}]}
 * </pre>
 */
record MetricSearch(MetricQuery query, TimeRange range, long stepNanos) {

    static MetricSearch instant(QueryParameters parameters) throws RefusedPushException, LogqlException {
        long time = parameters.time();
        return new MetricSearch(MetricQuery.parse(parameters.query()), new TimeRange(time, time), 0);
    }

    static MetricSearch range(QueryParameters parameters) throws RefusedPushException, LogqlException {
        TimeRange range = parameters.range();
        return new MetricSearch(MetricQuery.parse(parameters.query()), range, parameters.stepNanos(range));
    }

    LokiResponse answer(Collection<QueryableStream> streams) {
        try {
            return LokiResponse.json(stepNanos == 0 ? instant(streams) : matrix(streams));
        } catch (LogqlException failed) {
            return LokiResponse.badQuery(failed.text());
        }
    }

    private String instant(Collection<QueryableStream> streams) throws LogqlException {
        Samples samples = query.at(range.startNanos(), (lines, after, until) -> find(streams, lines, after, until));
        JsonWriter json = begin(samples.isScalar() ? "scalar" : "vector");
        if (samples.isScalar()) {
            json.name("result");
            sample(
                    json,
                    range.startNanos(),
                    samples.values().values().iterator().next());
            return end(json);
        }
        json.name("result").beginArray();
        samples.values().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Map<String, String>, Double> entry) -> -entry.getValue())
                        .thenComparing(entry -> entry.getKey().toString()))
                .forEach(entry -> {
                    json.beginObject().name("metric").strings(entry.getKey()).name("value");
                    sample(json, range.startNanos(), entry.getValue());
                    json.endObject();
                });
        return end(json.endArray());
    }

    /** A scalar becomes a series without labels. */
    private String matrix(Collection<QueryableStream> streams) throws LogqlException {
        Map<String, Map<String, String>> labels = new TreeMap<>();
        Map<String, Map<Long, Double>> series = new TreeMap<>();
        for (long time = range.startNanos(); time <= range.endNanos(); time += stepNanos) {
            Samples samples = query.at(time, (lines, after, until) -> find(streams, lines, after, until));
            for (Map.Entry<Map<String, String>, Double> value : samples.values().entrySet()) {
                String key = value.getKey().toString();
                labels.put(key, value.getKey());
                series.computeIfAbsent(key, any -> new LinkedHashMap<>()).put(time, value.getValue());
            }
        }
        JsonWriter json = begin("matrix").name("result").beginArray();
        series.forEach((key, values) -> {
            json.beginObject().name("metric").strings(labels.getOrDefault(key, Map.of()));
            json.name("values").beginArray();
            values.forEach((time, value) -> sample(json, time, value));
            json.endArray().endObject();
        });
        return end(json.endArray());
    }

    private static List<LogLine> find(
            Collection<QueryableStream> streams, LogQuery query, long afterNanos, long untilNanos) {
        List<LogLine> found = new ArrayList<>();
        for (QueryableStream stream : streams) {
            if (query.selects(stream.labels())) {
                for (WireEntry entry : stream.entries()) {
                    if (entry.timestampNanos() > afterNanos && entry.timestampNanos() <= untilNanos) {
                        LogLine line = new LogLine(entry.line(), stream.labels(), entry.metadata());
                        if (query.keeps(line)) {
                            found.add(line);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static JsonWriter begin(String type) {
        JsonWriter json = new JsonWriter().beginObject().name("status").string("success");
        return json.name("data").beginObject().name("resultType").string(type);
    }

    private static String end(JsonWriter json) {
        return json.name("stats")
                .beginObject()
                .endObject()
                .endObject()
                .endObject()
                .text();
    }

    private static void sample(JsonWriter json, long nanos, double value) {
        BigDecimal seconds =
                BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.DOWN).stripTrailingZeros();
        json.beginArray().number(seconds.toPlainString()).string(text(value)).endArray();
    }

    /** Formats a float as Go does: no exponent, no {@code .0}. */
    private static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        return value == 0
                ? "0"
                : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
