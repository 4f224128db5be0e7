package io.github.lokiline.compatibility.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The applications of {@code docs/frameworks}, made from the pages' text, on the class paths that Maven gives them. */
@Tag("promise-9")
class FrameworksTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theLinesOfARequestHaveItsIdAndTheLastLineArrives(Framework framework) throws Exception {
        assumeThat(framework.runsOnThisJava()).isTrue();
        PageApplication.build(framework.page(), folder, framework.classPath());
        int port = freePort();
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                PageApplication application = start(framework, loki, port)) {
            HttpResponse<String> answer = firstAnswer(application, "http://localhost:" + port + "/orders/17");
            application.terminate();

            List<StoredEntry> entries = loki.entries();
            assertThat(answer.statusCode()).as(application.output()).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Request-ID")).contains("r-17");
            assertThat(entries).allSatisfy(entry -> assertThat(entry.labels()).containsEntry("service_name", "orders"));
            assertThat(entries)
                    .as(application.output())
                    .filteredOn(entry -> LokiLines.message(entry).equals("order 17"))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(LokiLines.field(entry, "request_id")).isEqualTo("r-17");
                        assertThat(entry.metadata()).containsEntry("request_id", "r-17");
                    });
            assertThat(entries.stream().map(LokiLines::message))
                    .as(application.output())
                    .contains("stopped");
            assertThat(application.output()).doesNotContain("LokiAppender", "JsonEncoder");
        }
    }

    private PageApplication start(Framework framework, EmbeddedLoki loki, int port) throws IOException {
        String classPath = PageApplication.withApplication(folder, framework.classPath());
        if (framework == Framework.TOMCAT) {
            ExplodedWar.assemble(
                    folder,
                    Stream.of(framework.classPath().split(File.pathSeparator, -1))
                            .map(Path::of)
                            .toList());
            classPath = absolute(System.getProperty("java.class.path"));
        }
        Map<String, String> environment =
                Map.of("LOKI_URL", loki.url(), "LOKI_APPLICATION", "orders", "PORT", String.valueOf(port));
        return PageApplication.start(folder, classPath, framework.command(), environment);
    }

    private HttpResponse<String> firstAnswer(PageApplication application, String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("X-Request-ID", "r-17")
                .build();
        return await().atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast(() -> assertThat(application.isAlive())
                        .as(application.output())
                        .isTrue())
                .until(() -> http.send(request, BodyHandlers.ofString()), answer -> true);
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((one, two) -> one + File.pathSeparator + two)
                .orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
