package io.github.lokiline.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests that the sample works as its README describes, on the Spring Boot version that it is built with. */
class ShopTest {

    private static final EmbeddedLoki LOKI = EmbeddedLoki.start();
    private static ConfigurableApplicationContext shop;
    private static URI url;

    @BeforeAll
    static void open() {
        System.setProperty("LOKI_ENABLED", "true");
        System.setProperty("LOKI_URL", LOKI.url());
        shop = SpringApplication.run(Shop.class, "--server.port=0");
        url = URI.create("http://localhost:" + shop.getEnvironment().getProperty("local.server.port"));
    }

    @AfterAll
    static void close() {
        shop.close();
        LOKI.close();
        System.clearProperty("LOKI_ENABLED");
        System.clearProperty("LOKI_URL");
    }

    @Test
    void everyLineOfARequestHasItsIdAlsoOnOtherThreads() throws Exception {
        HttpResponse<String> answer = get("/orders/17", "r-17");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Request-ID")).contains("r-17");
        assertThat(linesOf("r-17", 3))
                .anySatisfy(line -> assertThat(line).contains("Order asked for", "\"order_id\":17"))
                .anySatisfy(line -> assertThat(line).contains("Stock counted", "\"in_stock\":7"))
                .anySatisfy(line -> assertThat(line)
                        .contains("Request completed", "\"path\":\"/orders/17\"", "\"status_code\":200"));
    }

    @Test
    void aFailureIsThereWithItsTraceOnce() throws Exception {
        HttpResponse<String> answer = get("/orders/13", "r-13");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(linesOf("r-13", 3))
                .anySatisfy(line -> assertThat(line)
                        .contains("Order cannot be shown", "java.lang.IllegalStateException: order 13 has no payment"))
                .anySatisfy(line -> assertThat(line)
                        .contains("Request completed", "\"status_code\":500")
                        .doesNotContain("order 13 has no payment"));
        assertThat(LOKI.lines())
                .filteredOn(line -> line.contains("order 13 has no payment"))
                .hasSize(1);
    }

    @Test
    void theDeliverysOwnHealthIsAmongTheMetrics() throws Exception {
        get("/orders/18", "r-18");
        linesOf("r-18", 3);

        assertThat(get("/actuator/prometheus", "r-19").body())
                .contains("lokiline_entries_delivered_total{client=\"LOKI\"");
    }

    @Test
    void theStartIsDeliveredToo() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(LOKI.entries()).anySatisfy(entry -> {
                    assertThat(entry.line()).contains("\"message\":\"Started ");
                    assertThat(entry.labels()).containsEntry("service_name", "shop");
                }));
    }

    private static HttpResponse<String> get(String path, String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("X-Request-ID", id)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static List<String> linesOf(String id, int atLeast) {
        String field = "\"request_id\":\"" + id + "\"";
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> LOKI.lines().stream()
                                .filter(line -> line.contains(field))
                                .count()
                        >= atLeast);
        return LOKI.lines().stream().filter(line -> line.contains(field)).toList();
    }
}
