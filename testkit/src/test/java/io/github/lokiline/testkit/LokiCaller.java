package io.github.lokiline.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.xerial.snappy.Snappy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Talks to a Loki, real or embedded, over plain HTTP. Thread-safe. */
final class LokiCaller {

    static final String PUSH = "/loki/api/v1/push";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String url;
    private final Map<String, String> headers = new LinkedHashMap<>();

    LokiCaller(String url) {
        this(
                url,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build());
    }

    private LokiCaller(String url, HttpClient http) {
        this.url = url;
        this.http = http;
    }

    /** The same Loki, with one more header in each request; an empty value removes it. */
    LokiCaller with(String name, String value) {
        LokiCaller caller = new LokiCaller(url, http);
        caller.headers.putAll(headers);
        caller.headers.put(name, value);
        return caller;
    }

    HttpResponse<String> pushJson(String body) {
        return with("Content-Type", "application/json").post(PUSH, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Pushes protobuf streams in snappy's block format. */
    HttpResponse<String> pushProtobuf(byte[]... streams) {
        return with("Content-Type", "application/x-protobuf").post(PUSH, snappy(Protobuf.push(streams)));
    }

    HttpResponse<String> post(String path, byte[] body) {
        return send(request(path).POST(BodyPublishers.ofByteArray(body)).build());
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.header(name, value);
            }
        });
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The answer to {@code query_range} over all times these tests use. */
    HttpResponse<String> query(String query, String more) {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        return get("/loki/api/v1/query_range?limit=5000&query=" + encoded + more);
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static byte[] snappy(byte[] bytes) {
        try {
            return Snappy.compress(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
