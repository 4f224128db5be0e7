package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Loki's API as Grafana and an agent use it. Immutable. */
record LokiApi(String url) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Returns the current numbers by labels. */
    Map<Map<String, String>, Double> numbers(String query) throws IOException, InterruptedException {
        Map<Map<String, String>, Double> numbers = new HashMap<>();
        for (JsonNode sample : get("query?query=" + encoded(query))) {
            numbers.put(
                    labels(sample.path("metric")),
                    Double.valueOf(sample.at("/value/1").asString()));
        }
        return numbers;
    }

    /** Returns the number of series in the last minutes, as a chart queries them. */
    int series(String query) throws IOException, InterruptedException {
        long now = System.currentTimeMillis() / 1000;
        return get("query_range?step=60&start=" + (now - 240) + "&end=" + (now + 60) + "&query=" + encoded(query))
                .size();
    }

    /** Returns the lines of the last hour. */
    List<String> lines(String query) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (JsonNode stream : get("query_range?limit=5000&query=" + encoded(query))) {
            stream.path("values").forEach(value -> lines.add(value.get(1).asString()));
        }
        return lines;
    }

    void push(Map<String, Object> body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/loki/api/v1/push"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private JsonNode get(String what) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/loki/api/v1/" + what)).build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(what + "\n" + answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).at("/data/result");
    }

    private static Map<String, String> labels(JsonNode metric) {
        Map<String, String> labels = new TreeMap<>();
        metric.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        return labels;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
