package io.github.lokiline.spring.internal;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Shows {@link DeliveryHealth} in Spring Boot 4. Stateless. */
public final class LokilineHealthIndicator extends AbstractHealthIndicator {
    @Override
    protected void doHealthCheck(Health.Builder builder) {
        DeliveryHealth now = DeliveryHealth.now();
        (now.isUp() ? builder.up() : builder.unknown()).withDetails(now.details());
    }
}
