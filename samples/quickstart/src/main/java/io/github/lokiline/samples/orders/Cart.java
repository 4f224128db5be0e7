package io.github.lokiline.samples.orders;

import java.util.Objects;

/** What a customer asks for, as the request's JSON body says it. Immutable. */
record Cart(String customer, String sku, int quantity, String card) {

    Cart {
        Objects.requireNonNull(customer, "customer is missing");
        Objects.requireNonNull(sku, "sku is missing");
        Objects.requireNonNull(card, "card is missing");
    }

    /** @throws RefusedException (400) when the cart cannot become an order */
    void check() {
        if (quantity < 1) {
            throw new RefusedException(400, "quantity is " + quantity + ", the least is 1");
        }
    }
}
