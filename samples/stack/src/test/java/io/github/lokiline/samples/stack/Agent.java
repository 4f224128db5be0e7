package io.github.lokiline.samples.stack;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Delivers an application's output as {@code alloy/config.alloy} specifies, in Loki's JSON format. Immutable. */
record Agent(Pipeline pipeline, LokiApi loki) {

    void deliver(List<Logged> printed) throws IOException, InterruptedException {
        Map<Map<String, String>, List<List<Object>>> streams = new HashMap<>();
        Instant now = Instant.now();
        for (Logged line : printed) {
            // Advances the time, because Loki keeps only one of two equal lines with the same time.
            now = now.plusNanos(1);
            Map<String, String> labels = Map.of("service_name", line.service(), "host", "lokiline-shop-stdout-1");
            streams.computeIfAbsent(labels, any -> new ArrayList<>())
                    .add(List.of(nanos(line, now), line.text(), pipeline.values(pipeline.metadata(), line.fields())));
        }
        List<Map<String, Object>> body = new ArrayList<>();
        streams.forEach((labels, values) -> body.add(Map.of("stream", labels, "values", values)));
        loki.push(Map.of("streams", body));
    }

    /** Returns the line's own time; for a line that is not JSON, the time at which it was read. */
    private String nanos(Logged line, Instant read) {
        String time = line.get(pipeline.fields().get(pipeline.time()));
        Instant instant = time.isEmpty() ? read : OffsetDateTime.parse(time).toInstant();
        return "%d%09d".formatted(instant.getEpochSecond(), instant.getNano());
    }
}
