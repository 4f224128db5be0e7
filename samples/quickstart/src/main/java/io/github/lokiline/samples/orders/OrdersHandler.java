package io.github.lokiline.samples.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Handles HTTP: {@code POST /orders} accepts an order, {@code GET /orders/{id}} finds one. Thread-safe. */
final class OrdersHandler implements HttpHandler {

    static final String PATH = "/orders";

    private static final Logger log = LoggerFactory.getLogger(OrdersHandler.class);

    private final Orders orders;
    private final JsonMapper json = JsonMapper.shared();

    OrdersHandler(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            answer(exchange);
        } catch (RefusedException e) {
            report(e);
            send(exchange, e.statusCode(), Map.of("error", e.reason()));
        } catch (RuntimeException e) {
            log.error("request failed", e);
            send(exchange, 500, Map.of("error", "internal error"));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod()) {
            case "POST" -> send(exchange, 201, orders.take(cart(exchange)));
            case "GET" -> send(exchange, 200, orders.find(path.substring(path.lastIndexOf('/') + 1)));
            default -> throw new RefusedException(405, "orders are posted or got");
        }
    }

    private Cart cart(HttpExchange exchange) {
        try {
            return json.readValue(exchange.getRequestBody(), Cart.class);
        } catch (JacksonException e) {
            throw new RefusedException(400, "the body is not a cart", e);
        }
    }

    /**
     * Logs a server-side failure as an error with its stack trace, and a caller's mistake as a warning with its reason.
     */
    private static void report(RefusedException e) {
        if (e.isServerError()) {
            log.error("order failed", e);
        } else {
            log.atWarn()
                    .addKeyValue("reason", e.reason())
                    .setCause(e.getCause())
                    .log("request refused");
        }
    }

    private void send(HttpExchange exchange, int statusCode, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(statusCode, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
