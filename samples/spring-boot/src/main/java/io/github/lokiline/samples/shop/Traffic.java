package io.github.lokiline.samples.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends requests, in profile {@code traffic}, so that the dashboards have data. */
@Component
@Profile("traffic")
class Traffic {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String shop;

    Traffic(@Value("${server.port:8080}") int port) {
        this.shop = "http://localhost:" + port + "/orders/";
    }

    @Scheduled(fixedDelay = 500)
    void ask() throws IOException, InterruptedException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int order = random.nextInt(20) == 0 ? 13 : random.nextInt(2000);
        client.send(HttpRequest.newBuilder(URI.create(shop + order)).build(), BodyHandlers.discarding());
    }
}
