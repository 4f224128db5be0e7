package io.github.lokiline.spring.internal;

import io.github.lokiline.client.Ledger;
import org.jspecify.annotations.Nullable;

/**
 * The state of an appender of either framework. Immutable.
 *
 * @param isFailing true if delivery fails at present
 * @param ledger the counts; null if the appender's configuration is invalid
 */
record DeliveryState(boolean isFailing, @Nullable Ledger ledger) {
    static final DeliveryState INVALID = new DeliveryState(false, null);
}
