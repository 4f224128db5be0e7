package io.github.lokiline.spring.internal;

import io.github.lokiline.client.Ledger;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state of delivery for Spring Boot 3 and 4: up, or unknown while delivery fails. Never down, so that an
 * unavailable Loki does not take the application out of service. Immutable.
 *
 * @param isUp true if delivery works or is not configured
 * @param details the status and the ledger
 */
public record DeliveryHealth(boolean isUp, Map<String, Object> details) {
    public static DeliveryHealth now() {
        AppenderInstaller installer = AppenderInstaller.find();
        DeliveryState state = installer == null ? null : installer.current();
        if (state == null) {
            return new DeliveryHealth(true, Map.of("status", "not configured"));
        }
        Ledger ledger = state.ledger();
        if (ledger == null) {
            return new DeliveryHealth(false, Map.of("status", "not started: invalid configuration, see the log"));
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("status", state.isFailing() ? "failing" : "delivering");
        details.put("appended", ledger.appended());
        details.put("delivered", ledger.delivered());
        details.put("refused", ledger.refusedTotal());
        details.put("dropped", ledger.droppedTotal());
        details.put("queued", ledger.queued());
        details.put("spooled", ledger.spooled());
        return new DeliveryHealth(!state.isFailing(), details);
    }
}
