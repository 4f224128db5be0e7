package io.github.lokiline.spring.internal;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** Shows {@link DeliveryHealth} in Spring Boot 3. Stateless. */
public final class Boot3HealthIndicator extends AbstractHealthIndicator {
    @Override
    protected void doHealthCheck(Health.Builder builder) {
        DeliveryHealth now = DeliveryHealth.now();
        (now.isUp() ? builder.up() : builder.unknown()).withDetails(now.details());
    }
}
