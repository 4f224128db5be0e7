package io.github.lokiline.samples.orders;

/** An order that was taken. Immutable. */
record Order(String id, String customer, String sku, int quantity) {}
