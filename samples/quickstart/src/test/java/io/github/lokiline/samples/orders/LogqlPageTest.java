package io.github.lokiline.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests that each query of {@code docs/logql.md} finds something in the quickstart's lines. */
class LogqlPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "logql.md");
    private static final Pattern QUERY = Pattern.compile("```logql\n(.*?)```", Pattern.DOTALL);

    private final HttpClient http = HttpClient.newHttpClient();
    /** A running Loki that has the quickstart's lines of the last hour; empty for an embedded one. */
    private final String real = System.getProperty("loki.url", "");

    @TestFactory
    Stream<DynamicTest> everyQueryHasAnAnswerWithTheLevelAsMetadata() throws Exception {
        return everyQueryHasAnAnswer(Map.of());
    }

    @TestFactory
    Stream<DynamicTest> everyQueryHasAnAnswerWithTheLevelAsALabel() throws Exception {
        return everyQueryHasAnAnswer(
                Map.of("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback-level-label.xml"));
    }

    /** Those ask for lines that the quickstart does not have. */
    @TestFactory
    Stream<DynamicTest> everyQueryOfTheOtherPagesIsUnderstood() throws Exception {
        EmbeddedLoki embedded = EmbeddedLoki.start();
        try (Stream<Path> pages = Files.list(PAGE.resolveSibling("."))) {
            List<String> queries = pages.filter(page -> page.toString().endsWith(".md"))
                    .filter(page -> !page.endsWith(PAGE.getFileName()))
                    .flatMap(page -> queries(page).stream())
                    .toList();
            assertThat(queries).isNotEmpty();
            return queries.stream()
                    .map(query -> DynamicTest.dynamicTest(query, () -> result(embedded.url(), query)))
                    .onClose(embedded::close);
        }
    }

    private Stream<DynamicTest> everyQueryHasAnAnswer(Map<String, String> environment) throws Exception {
        EmbeddedLoki embedded = EmbeddedLoki.start();
        String url = real.isEmpty() ? embedded.url() : real;
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("LOKI_URL", url);
        ProgramRun run = ProgramRun.of(Quickstart.class, variables);
        assertThat(run.exitCode()).as(run.everything()).isZero();
        List<String> queries = queries(PAGE);
        assertThat(queries).hasSizeGreaterThan(20);
        return queries.stream()
                .map(query -> DynamicTest.dynamicTest(
                        query, () -> assertThat(result(url, query)).isNotEmpty()))
                .onClose(embedded::close);
    }

    private static List<String> queries(Path page) {
        try {
            return QUERY.matcher(Files.readString(page))
                    .results()
                    .map(query -> query.group(1).strip())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode result(String url, String query) throws Exception {
        String path = query.startsWith("{") ? "query_range" : "query";
        URI uri =
                URI.create(url + "/loki/api/v1/" + path + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).path("data").path("result");
    }
}
