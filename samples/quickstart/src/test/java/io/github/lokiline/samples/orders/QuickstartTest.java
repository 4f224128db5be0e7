package io.github.lokiline.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.lokiline.testkit.EmbeddedLoki;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QuickstartTest {

    @Test
    void tellsTheStoryOfAFailedRequestAndExitsWithZero() throws Exception {
        ProgramRun run = ProgramRun.of(Quickstart.class, Map.of());

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.story())
                .containsSubsequence("order received", "stock reserved", "order failed", "Request completed")
                .contains("java.io.IOException: the bank hung up", "status_code=502", "method=POST", "path=/orders");
        assertThat(run.summary()).contains("\"service_name\":\"orders\"", "All events were delivered.");
    }

    @Test
    void writesNothingButJsonLinesWhileItRuns() throws Exception {
        ProgramRun run = ProgramRun.of(Quickstart.class, Map.of());

        List<JsonNode> lines =
                run.console().stream().map(JsonMapper.shared()::readTree).toList();

        assertThat(run.errors()).isEmpty();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("asctime").asString()).isNotEmpty();
            assertThat(line.path("request_id").asString()).isNotEmpty();
        });
        assertThat(lines)
                .filteredOn(line -> line.path("message").asString().equals("Request completed"))
                .hasSize(300)
                .allSatisfy(line -> {
                    assertThat(line.path("method").isString()).isTrue();
                    assertThat(line.path("path").isString()).isTrue();
                    assertThat(line.path("status_code").isInt()).isTrue();
                    assertThat(line.path("duration_ms").isNumber()).isTrue();
                });
    }

    @Test
    void sendsToTheLokiThatTheEnvironmentNames() throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            ProgramRun run = ProgramRun.of(Quickstart.class, Map.of("LOKI_URL", loki.url()));

            assertThat(run.exitCode()).as(run.everything()).isZero();
            assertThat(loki.entries()).hasSameSizeAs(run.console());
        }
    }

    @Test
    void exitsWithOneWhenLokiRefusesTheEvents() throws Exception {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(400, -1);
            }
        });
        refusing.start();
        try {
            String url = "http://127.0.0.1:" + refusing.getAddress().getPort();
            ProgramRun run = ProgramRun.of(Quickstart.class, Map.of("LOKI_URL", url));

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(1);
            assertThat(run.summary()).contains("Not all events were delivered.");
        } finally {
            refusing.stop(0);
        }
    }
}
