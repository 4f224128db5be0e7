package io.github.lokiline.samples.shop;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves orders over HTTP. Order 13 fails; orders from 1000 on are slow. */
@RestController
class OrderController {

    private static final Logger LOGGER = LoggerFactory.getLogger(OrderController.class);

    private final Warehouse warehouse;

    OrderController(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    @GetMapping("/orders/{id}")
    ResponseEntity<Map<String, Object>> order(@PathVariable("id") int id) throws InterruptedException {
        LOGGER.atInfo().addKeyValue("order_id", id).log("Order asked for");
        if (id == 13) {
            IllegalStateException failure = new IllegalStateException("order 13 has no payment");
            LOGGER.atError().addKeyValue("order_id", id).setCause(failure).log("Order cannot be shown");
            // Not thrown: the server and the request filter would log it again.
            return ResponseEntity.internalServerError().body(Map.of("id", id, "state", "unpaid"));
        }
        if (id >= 1000) {
            Thread.sleep(200);
        }
        warehouse.count(id);
        return ResponseEntity.ok(Map.of("id", id, "state", "paid"));
    }
}
