package io.github.lokiline.samples.orders;

import java.util.Objects;

/** A customer's order as the JSON body of the request. Immutable. */
record Cart(String customer, String sku, int quantity, String card) {

    Cart {
        Objects.requireNonNull(customer, "customer is missing");
        Objects.requireNonNull(sku, "sku is missing");
        Objects.requireNonNull(card, "card is missing");
    }

    /**
     * Checks the cart.
     *
     * @throws RefusedException (400) if the cart cannot become an order
     */
    void check() {
        if (quantity < 1) {
            throw new RefusedException(400, "quantity is " + quantity + ", the least is 1");
        }
    }
}
