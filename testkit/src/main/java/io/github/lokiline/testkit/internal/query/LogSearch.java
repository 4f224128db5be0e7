package io.github.lokiline.testkit.internal.query;

import io.github.lokiline.testkit.internal.http.LokiResponse;
import io.github.lokiline.testkit.internal.logql.LogQuery;
import io.github.lokiline.testkit.internal.logql.LogqlException;
import io.github.lokiline.testkit.internal.logql.stage.LogLine;
import io.github.lokiline.testkit.internal.wire.JsonWriter;
import io.github.lokiline.testkit.internal.wire.LabelText;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import io.github.lokiline.testkit.internal.wire.Utf8;
import io.github.lokiline.testkit.internal.wire.WireEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A query for lines and its response in Loki's JSON. Immutable.
 *
 * <pre>
 * {"status": "success", "data": {"resultType": "streams", "result": [
 *     {"stream": {"app": "orders", "trace_id": "1"}, "values": [["1767225600000000000", "line"]]}], "stats": {}}}
 * </pre>
 *
 * Entries are grouped by all their labels: those of the stream, of the metadata, and of the query's stages.
 */
record LogSearch(LogQuery query, TimeRange range, int limit, boolean forward, boolean categorize) {

    private static final String CATEGORIZE = "categorize-labels";

    /** A matching entry. Immutable by agreement. */
    private record Hit(long timestampNanos, LogLine line) {}

    static LogSearch of(QueryParameters parameters, String encodingFlags, int maxEntries)
            throws RefusedPushException, LogqlException {
        LogQuery query = LogQuery.parse(parameters.query());
        return new LogSearch(
                query,
                parameters.range(),
                parameters.limit(maxEntries),
                parameters.forward(),
                encodingFlags.contains(CATEGORIZE));
    }

    LokiResponse answer(Collection<QueryableStream> streams) {
        List<Hit> hits = new ArrayList<>();
        for (QueryableStream stream : streams) {
            if (query.selects(stream.labels())) {
                List<Hit> found = hits(stream);
                if (!found.isEmpty() && hasUnreadableName(stream)) {
                    return LokiResponse.error(
                            500, "err while creating labelset for " + LabelText.format(stream.labels()));
                }
                hits.addAll(found);
            }
        }
        return LokiResponse.json(json(firstOf(hits)));
    }

    /** Loki accepts such a stream, and then every query that selects it fails. */
    private static boolean hasUnreadableName(QueryableStream stream) {
        return stream.labels().stream().anyMatch(label -> !LabelText.isClassicName(label.name()));
    }

    private List<Hit> hits(QueryableStream stream) {
        List<Hit> hits = new ArrayList<>();
        for (WireEntry entry : stream.entries()) {
            if (range.contains(entry.timestampNanos())) {
                LogLine line = new LogLine(entry.line(), stream.labels(), entry.metadata());
                if (query.keeps(line)) {
                    hits.add(new Hit(entry.timestampNanos(), line));
                }
            }
        }
        return hits;
    }

    private List<Hit> firstOf(List<Hit> hits) {
        List<Hit> sorted = new ArrayList<>(hits);
        sorted.sort(Comparator.comparingLong(Hit::timestampNanos));
        if (!forward) {
            Collections.reverse(sorted);
        }
        return sorted.subList(0, Math.min(limit, sorted.size()));
    }

    private String json(List<Hit> hits) {
        Map<String, List<Hit>> streams = new TreeMap<>();
        hits.forEach(hit -> streams.computeIfAbsent(streamLabels(hit.line).toString(), any -> new ArrayList<>())
                .add(hit));
        JsonWriter json = new JsonWriter().beginObject().name("status").string("success");
        json.name("data").beginObject().name("resultType").string("streams");
        if (categorize) {
            json.name("encodingFlags").beginArray().string(CATEGORIZE).endArray();
        }
        json.name("result").beginArray();
        streams.values().forEach(stream -> write(json, stream));
        json.endArray().name("stats");
        stats(json, hits.size());
        return json.endObject().endObject().text();
    }

    /** Clients such as Grafana can request labels, metadata and parsed fields separately. */
    private Map<String, String> streamLabels(LogLine line) {
        return categorize ? line.stream() : line.labels();
    }

    private void write(JsonWriter json, List<Hit> stream) {
        json.beginObject().name("stream").strings(streamLabels(stream.get(0).line));
        json.name("values").beginArray();
        for (Hit hit : stream) {
            json.beginArray().string(Long.toString(hit.timestampNanos)).string(Utf8.shown(hit.line.text()));
            if (categorize) {
                json.beginObject();
                category(json, "structuredMetadata", hit.line.metadata());
                category(json, "parsed", hit.line.parsed());
                json.endObject();
            }
            json.endArray();
        }
        json.endArray().endObject();
    }

    private static void category(JsonWriter json, String name, Map<String, String> labels) {
        if (!labels.isEmpty()) {
            json.name(name).strings(labels);
        }
    }

    private static void stats(JsonWriter json, int lines) {
        json.beginObject().name("summary").beginObject();
        json.name("totalLinesProcessed").number(lines);
        json.name("totalEntriesReturned").number(lines);
        json.endObject().endObject();
    }
}
