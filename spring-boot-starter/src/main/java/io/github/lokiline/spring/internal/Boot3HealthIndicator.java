package io.github.lokiline.spring.internal;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** {@link DeliveryHealth} as Spring Boot 3 shows it. Stateless. */
public final class Boot3HealthIndicator extends AbstractHealthIndicator {

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        DeliveryHealth now = DeliveryHealth.now();
        (now.isUp() ? builder.up() : builder.unknown()).withDetails(now.details());
    }
}
