package io.github.lokiline.spring.internal;

import io.github.lokiline.client.Ledger;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How delivery stands, for Spring Boot 3 and 4 alike: up while lines get through, unknown while they do not. Never down:
 * an application must not be taken out of service because nobody reads its log just now. Immutable.
 *
 * @param isUp lines get through, or none were asked for
 * @param details the ledger
 */
public record DeliveryHealth(boolean isUp, Map<String, Object> details) {

    public static DeliveryHealth now() {
        LokiAppender appender = AppenderInstaller.current();
        if (appender == null) {
            return new DeliveryHealth(true, Map.of("loki", "not configured"));
        }
        if (!appender.isStarted()) {
            return new DeliveryHealth(false, Map.of("loki", "not started: a property is wrong, see the log"));
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("loki", appender.isFailing() ? "turns back what waits" : "takes what is sent");
        Ledger ledger = appender.ledger();
        details.put("appended", ledger.appended());
        details.put("delivered", ledger.delivered());
        details.put("refused", ledger.refusedTotal());
        details.put("dropped", ledger.droppedTotal());
        details.put("queued", ledger.queued());
        details.put("spooled", ledger.spooled());
        return new DeliveryHealth(!appender.isFailing(), details);
    }
}
