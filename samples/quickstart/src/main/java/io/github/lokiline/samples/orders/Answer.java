package io.github.lokiline.samples.orders;

/** The service's answer to one request. Immutable. */
record Answer(String requestId, int statusCode) {

    boolean isFailure() {
        return statusCode >= 400;
    }
}
