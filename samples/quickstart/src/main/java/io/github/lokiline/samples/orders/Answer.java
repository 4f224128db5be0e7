package io.github.lokiline.samples.orders;

/** What the service said to one request. Immutable. */
record Answer(String requestId, int statusCode) {

    boolean isFailure() {
        return statusCode >= 400;
    }
}
