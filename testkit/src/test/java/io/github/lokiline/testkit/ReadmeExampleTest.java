package io.github.lokiline.testkit;

import static io.github.lokiline.testkit.Misbehaviour.hang;
import static io.github.lokiline.testkit.Misbehaviour.status;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README's example, with the smallest application that can send to Loki. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@ExtendWith(LokiExtension.class)
class ReadmeExampleTest {

    @Test
    void aLineSurvivesAnOutage(EmbeddedLoki loki) {
        loki.misbehave(status(503), hang());
        OrdersApplication application = OrdersApplication.start(loki.url());

        application.order(42);

        assertThat(loki.awaitRequests(1, ofSeconds(10))).isTrue();
        loki.behave();
        assertThat(loki.awaitEntries(1, ofSeconds(10))).isTrue();
        assertThat(loki.lines()).containsExactly("{\"message\":\"order 42\"}");
        assertThat(loki.entries().get(0).labels()).containsEntry("app", "orders");
        assertThat(loki.requests().get(0).header("Content-Type")).contains("application/json");
    }

    @Test
    void isWhatTheReadmeShows() throws IOException {
        String readme = withoutSpaces(Files.readString(Path.of("README.md")));
        String test = withoutSpaces(
                Files.readString(Path.of("src/test/java/io/github/lokiline/testkit/ReadmeExampleTest.java")));
        int start = readme.indexOf("@TestvoidaLineSurvivesAnOutage");
        String example = readme.substring(start, readme.indexOf("}```", start));

        assertThat(example).isNotEmpty();
        assertThat(test).contains(example);
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s", "");
    }

    /** Logs orders, and tries until Loki has them. */
    private record OrdersApplication(URI push, HttpClient http) {

        static OrdersApplication start(String url) {
            return new OrdersApplication(URI.create(url + "/loki/api/v1/push"), HttpClient.newHttpClient());
        }

        void order(int number) {
            String body = "{\"streams\":[{\"stream\":{\"app\":\"orders\"},\"values\":[[\""
                    + GoTimeFormat.nanos(Instant.now()) + "\",\"{\\\"message\\\":\\\"order " + number + "\\\"}\"]]}]}";
            Thread sender = new Thread(() -> {
                while (!sent(body)) {
                    Thread.onSpinWait();
                }
            });
            sender.setDaemon(true);
            sender.start();
        }

        private boolean sent(String body) {
            HttpRequest request = HttpRequest.newBuilder(push)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            try {
                return http.send(request, BodyHandlers.discarding()).statusCode() == 204;
            } catch (IOException broken) {
                return false;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
