package io.github.lokiline.samples.orders;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The customers' requests: most succeed, some fail. Immutable. */
final class Shopping {

    /** Enough teapots for all requests, and a cup that sells out. */
    static final Map<String, Integer> SHELVES = Map.of("teapot", 10_000, "rare-cup", 5);

    private final URI orders;
    private final String run;

    /**
     * Creates the requests.
     *
     * @param run a part of each request id, so that runs against the same Loki can be distinguished
     */
    Shopping(URI orders, String run) {
        this.orders = orders;
        this.run = run;
    }

    String requestId(int number) {
        return "%s-%04d".formatted(run, number);
    }

    HttpRequest request(int number) {
        return what(number).header(RequestLog.HEADER, requestId(number)).build();
    }

    private HttpRequest.Builder what(int number) {
        if (number % 40 == 12) {
            return post("{\"customer\": \"ada\", ");
        }
        if (number % 25 == 8) {
            return post(cart("teapot", 1, Payments.CARD_OF_DEAD_BANK));
        }
        if (number % 20 == 3) {
            return post(cart("teapot", 2, Payments.EMPTY_CARD));
        }
        if (number % 15 == 10) {
            return post(cart("rare-cup", 1, "card-7"));
        }
        if (number % 4 == 1) {
            return HttpRequest.newBuilder(URI.create(orders + "/order-" + number / 8));
        }
        return post(cart("teapot", 1 + number % 3, "card-" + number % 9));
    }

    private static String cart(String sku, int quantity, String card) {
        return JsonMapper.shared().writeValueAsString(new Cart("ada", sku, quantity, card));
    }

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(orders)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }
}
