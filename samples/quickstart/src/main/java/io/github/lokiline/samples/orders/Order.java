package io.github.lokiline.samples.orders;

/** An accepted order. Immutable. */
record Order(String id, String customer, String sku, int quantity) {}
