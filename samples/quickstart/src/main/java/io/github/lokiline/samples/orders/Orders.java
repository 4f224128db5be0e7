package io.github.lokiline.samples.orders;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts and finds orders: the business logic of the sample. Thread-safe. */
final class Orders {

    private static final long CENTS_EACH = 1_250;

    private static final Logger log = LoggerFactory.getLogger(Orders.class);

    private final Stock stock;
    private final Payments payments;
    private final Map<String, Order> taken = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    Orders(Stock stock, Payments payments) {
        this.stock = stock;
        this.payments = payments;
    }

    /**
     * Accepts an order.
     *
     * @throws RefusedException if the cart, the stock or the bank refuses it; the stock is then unchanged
     */
    Order take(Cart cart) {
        log.atInfo().addKeyValue("customer", cart.customer()).log("order received");
        cart.check();
        stock.take(cart.sku(), cart.quantity());
        try {
            payments.charge(cart.card(), CENTS_EACH * cart.quantity());
        } catch (RefusedException e) {
            stock.putBack(cart.sku(), cart.quantity());
            throw e;
        }
        Order order = new Order("order-" + numbers.incrementAndGet(), cart.customer(), cart.sku(), cart.quantity());
        taken.put(order.id(), order);
        log.atInfo().addKeyValue("order_id", order.id()).log("order taken");
        return order;
    }

    /**
     * Returns an order.
     *
     * @throws RefusedException (404) if there is no such order
     */
    Order find(String id) {
        Order order = taken.get(id);
        if (order == null) {
            throw new RefusedException(404, "there is no " + id);
        }
        return order;
    }
}
