package io.github.lokiline.compatibility.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the request ids of the starter in web applications of both kinds, beside Spring Boot's own tracing and without. */
class WebStarterTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path configuration;

    @ParameterizedTest
    @MethodSource("io.github.lokiline.compatibility.boot.WebStack#all")
    void everyLineOfARequestHasItsIds(WebStack stack) throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                BootProcess application = stack.start(configuration, loki.url())) {
            String url = "http://localhost:" + application.awaitStarted().printed(WebApplication.PORT);
            HttpResponse<String> answer = get(url + "/orders/17", "r-17");
            get(url + "/later", "r-later");
            get(url + "/deferred", "r-deferred");
            get(url + "/fails", "r-fails");
            get(url + "/nowhere", "r-nowhere");
            HttpResponse<String> unnamed = get(url + "/orders/18", "not well-formed");

            assertThat(application.end()).as(application.output()).isZero();
            assertThat(answer.headers().firstValue("X-Request-ID")).contains("r-17");
            assertThat(unnamed.headers().firstValue("X-Request-ID").orElseThrow())
                    .hasSize(36);
            requestHasLines(stack, loki, "r-17", "order 17", "/orders/17", 200, "INFO");
            requestHasLines(stack, loki, "r-later", "later by ", "/later", 200, "INFO");
            isOfTheRequest(stack, completion(loki, "r-deferred"));
            requestHasLines(stack, loki, "r-fails", "about to fail", "/fails", 500, "ERROR");
            assertThat(completion(loki, "r-fails").line()).contains("java.lang.IllegalStateException: no stock");
            completes(completion(loki, "r-nowhere"), "/nowhere", 404, "INFO");
            assertThat(application.output().lines())
                    .as("the console in development")
                    .anySatisfy(line -> assertThat(line)
                            .contains(
                                    "[r-17]",
                                    "Request completed",
                                    stack.isLog4j()
                                            ? "GET /orders/17 200 "
                                            : "path=\"/orders/17\" status_code=\"200\""));
            assertThat(application.output()).doesNotContain("|-WARN", "|-INFO", "StatusLogger");
            assertThat(loki.entries())
                    .isNotEmpty()
                    .allSatisfy(entry -> assertThat(entry.labels()).containsEntry("service_name", "orders"));
            assertThat(application.output().lines())
                    .filteredOn(line -> line.matches("(Caused by: )?java.lang.IllegalStateException: no stock"))
                    .as("the trace of the failure")
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDependenciesAreThoseOfThePages(BootVersion boot) throws IOException {
        String pom = Files.readString(boot.pom("-web")).replaceAll("\\s+", "");
        for (String page : List.of("getting-started.md", "spring-boot.md", "request-context.md")) {
            assertThat(Page.snippets(page))
                    .as(page)
                    .filteredOn(snippet -> snippet.startsWith("<dependency>"))
                    .isNotEmpty()
                    .allSatisfy(snippet -> assertThat(pom)
                            .contains(snippet.replaceAll("\\s+", "")
                                    .replaceAll("<version>.*?</version>", "<version>\\${project.version}</version>")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOkioOfTheTestsMayBeThatOfTheApplication(BootVersion boot) throws IOException {
        String okio = boot == BootVersion.BOOT_3 ? "okio-jvm-3.6.0.jar" : "okio-jvm-3.18.1.jar";

        assertThat(boot.classPath("-web", "class-path.txt")).contains(okio);
    }

    private static void requestHasLines(
            WebStack stack, EmbeddedLoki loki, String id, String message, String path, int status, String level) {
        List<StoredEntry> entries = entries(loki, id);
        assertThat(entries)
                .as(id)
                .anySatisfy(entry ->
                        assertThat(json(entry).get("message").asString()).startsWith(message));
        completes(completion(loki, id), path, status, level);
        assertThat(entries).allSatisfy(entry -> isOfTheRequest(stack, entry));
        assertThat(entries)
                .extracting(entry -> entry.metadata().get("span_id"))
                .as("the span of the server's observation")
                .containsOnly(completion(loki, id).metadata().get("span_id"));
    }

    private static void completes(StoredEntry completion, String path, int status, String level) {
        JsonNode line = json(completion);
        assertThat(line.get("levelname").asString()).isEqualTo(level);
        assertThat(line.get("method").asString()).isEqualTo("GET");
        assertThat(line.get("path").asString()).isEqualTo(path);
        assertThat(line.get("status_code").asInt()).isEqualTo(status);
        // Log4j has it as a text.
        assertThat(line.get("duration_ms").asString()).matches("\\d+");
    }

    /** A tracer has a span of its own; without one the caller's ids are all there is. */
    private static void isOfTheRequest(WebStack stack, StoredEntry entry) {
        Map<String, String> metadata = entry.metadata();
        JsonNode line = json(entry);
        assertThat(metadata).as(entry.line()).containsEntry("trace_id", TRACE).containsKey("span_id");
        if (stack.isTraced()) {
            assertThat(metadata.get("span_id")).isNotEqualTo(CALLER);
            assertThat(line.get("traceId").asString()).isEqualTo(TRACE);
            assertThat(line.has("trace_id")).isFalse();
            assertThat(line.has("span_id")).isFalse();
        } else {
            assertThat(metadata.get("span_id")).isEqualTo(CALLER);
            assertThat(line.get("trace_id").asString()).isEqualTo(TRACE);
            assertThat(line.has("traceId")).isFalse();
        }
    }

    private static StoredEntry completion(EmbeddedLoki loki, String id) {
        List<StoredEntry> completions = entries(loki, id).stream()
                .filter(entry -> json(entry).get("message").asString().equals("Request completed"))
                .toList();
        assertThat(completions).as(id).hasSize(1);
        return completions.get(0);
    }

    private static List<StoredEntry> entries(EmbeddedLoki loki, String id) {
        return loki.entries().stream()
                .filter(entry -> id.equals(entry.metadata().get("request_id")))
                .toList();
    }

    private static JsonNode json(StoredEntry entry) {
        return JsonMapper.shared().readTree(entry.line());
    }

    /** On a connection of its own: Reactor Netty was seen not to read the next request after a failed one. */
    private static HttpResponse<String> get(String url, String id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("X-Request-ID", id)
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return client.send(request, BodyHandlers.ofString());
    }
}
