package io.github.lokiline.samples.orders;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The items in stock. Thread-safe. */
final class Stock {

    private static final Logger log = LoggerFactory.getLogger(Stock.class);

    private final Map<String, Integer> shelves = new ConcurrentHashMap<>();

    Stock(Map<String, Integer> shelves) {
        this.shelves.putAll(shelves);
    }

    /**
     * Removes items from the stock.
     *
     * @throws RefusedException (404) if the item is not sold, (409) if too few are left
     */
    void take(String sku, int quantity) {
        int left = shelves.compute(sku, (name, before) -> {
            if (before == null) {
                throw new RefusedException(404, "nothing called " + name + " is sold here");
            }
            if (before < quantity) {
                throw new RefusedException(409, "only " + before + " of " + name + " left");
            }
            return before - quantity;
        });
        log.atInfo()
                .addKeyValue("sku", sku)
                .addKeyValue("quantity", quantity)
                .addKeyValue("left", left)
                .log("stock reserved");
    }

    void putBack(String sku, int quantity) {
        shelves.merge(sku, quantity, Integer::sum);
    }
}
