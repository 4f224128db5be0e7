package io.github.lokiline.samples.orders;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Queries Loki's HTTP API, as Grafana does. Immutable. */
final class LokiQueries {

    private static final String PUSH_PATH = "/loki/api/v1/push";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String selector;
    private final Instant since;

    /**
     * Creates the client.
     *
     * @param url Loki's url as the appender accepts it, with or without the push path and {@code user:password@}
     * @param since the earliest time to query
     */
    LokiQueries(String url, String selector, Instant since) {
        this.base = URI.create(url.endsWith(PUSH_PATH) ? url.substring(0, url.length() - PUSH_PATH.length()) : url);
        this.selector = selector;
        this.since = since;
    }

    /** Returns the lines of one request, oldest first. */
    Story story(String requestId) throws IOException, InterruptedException {
        JsonNode data = get(
                "query_range",
                Map.of(
                        "query", selector + " | request_id=\"" + requestId + "\"",
                        "direction", "forward",
                        "limit", "1000"));
        List<StoryLine> lines = new ArrayList<>();
        for (JsonNode stream : data.path("result")) {
            for (JsonNode value : stream.path("values")) {
                lines.add(StoryLine.of(value.get(0).asString(), value.get(1).asString()));
            }
        }
        return Story.of(requestId, lines);
    }

    /** Returns the label sets of the streams that this run wrote to, as JSON objects. */
    List<String> labelSets() throws IOException, InterruptedException {
        List<String> sets = new ArrayList<>();
        for (JsonNode labels : get("series", Map.of("match[]", selector))) {
            sets.add(labels.toString());
        }
        sets.sort(null);
        return sets;
    }

    private JsonNode get(String what, Map<String, String> parameters) throws IOException, InterruptedException {
        StringBuilder query = new StringBuilder("start=" + nanos(since))
                .append("&end=")
                .append(nanos(Instant.now().plusSeconds(60)));
        parameters.forEach((name, value) ->
                query.append('&').append(encoded(name)).append('=').append(encoded(value)));
        HttpResponse<String> answer = http.send(request(what, query), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("Loki answered " + answer.statusCode() + " to " + what + ": " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body()).path("data");
    }

    private HttpRequest request(String what, CharSequence query) {
        String server = base.getScheme() + "://" + base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/loki/api/v1/" + what + "?" + query))
                .timeout(PATIENCE);
        if (base.getUserInfo() != null) {
            byte[] user = base.getUserInfo().getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
        }
        return request.build();
    }

    private static String nanos(Instant time) {
        return time.getEpochSecond() + "%09d".formatted(time.getNano());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
