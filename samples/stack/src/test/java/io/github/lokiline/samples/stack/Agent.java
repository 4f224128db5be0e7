package io.github.lokiline.samples.stack;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Delivers what an application printed as {@code alloy/config.alloy} says, by Loki's JSON. Immutable. */
record Agent(Pipeline pipeline, LokiApi loki) {

    void deliver(List<Logged> printed) throws IOException, InterruptedException {
        Map<Map<String, String>, List<List<Object>>> streams = new HashMap<>();
        Instant now = Instant.now();
        for (Logged line : printed) {
            // Each a little later: Loki keeps only one of two equal lines of one time.
            now = now.plusNanos(1);
            Map<String, String> labels = new TreeMap<>(pipeline.values(pipeline.labels(), line.fields()));
            labels.put("service_name", line.service());
            labels.put("host", "0123456789ab");
            streams.computeIfAbsent(labels, any -> new ArrayList<>())
                    .add(List.of(nanos(line, now), line.text(), pipeline.values(pipeline.metadata(), line.fields())));
        }
        List<Map<String, Object>> body = new ArrayList<>();
        streams.forEach((labels, values) -> body.add(Map.of("stream", labels, "values", values)));
        loki.push(Map.of("streams", body));
    }

    /** The time that the line tells; of a line that is no JSON, when it was read. */
    private String nanos(Logged line, Instant read) {
        String time = line.get(pipeline.fields().get(pipeline.time()));
        Instant instant = time.isEmpty() ? read : OffsetDateTime.parse(time).toInstant();
        return "%d%09d".formatted(instant.getEpochSecond(), instant.getNano());
    }
}
