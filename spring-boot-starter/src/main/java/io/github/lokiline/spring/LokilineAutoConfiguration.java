package io.github.lokiline.spring;

import io.github.lokiline.request.MdcTaskDecorator;
import io.github.lokiline.request.RequestContextFilter;
import io.github.lokiline.request.internal.FilterSettings;
import io.github.lokiline.request.internal.RequestContextWebFilter;
import io.github.lokiline.spring.internal.Boot3HealthIndicator;
import io.github.lokiline.spring.internal.LokilineHealthIndicator;
import io.github.lokiline.spring.internal.RequestProperties;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Hooks;

/**
 * Adds a health indicator and, if {@code lokiline-request-context} is on the class path, the request filter and the MDC
 * task decorator. The appender itself is installed earlier, when Spring Boot has configured logging.
 *
 * <pre>
 * lokiline:
 *   url: http://loki:3100
 *   labels: { env: prod }
 *   encoder: { preset: tagged }
 *   request: { headers: X-Tenant-ID=tenant_id }
 * </pre>
 */
@AutoConfiguration
public final class LokilineAutoConfiguration {
    private static final String HEALTH = "management.health.lokiline.enabled";
    private static final String REQUEST = "lokiline.request.enabled";

    /** Creates the auto-configuration; called by Spring. */
    public LokilineAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.health.contributor.AbstractHealthIndicator.class)
    @ConditionalOnProperty(name = HEALTH, matchIfMissing = true)
    static class Health {
        @Bean
        @ConditionalOnMissingBean(name = "lokilineHealthIndicator")
        LokilineHealthIndicator lokilineHealthIndicator() {
            return new LokilineHealthIndicator();
        }
    }

    /** The health indicator for Spring Boot 3, which has the base class in another package. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.actuate.health.AbstractHealthIndicator.class)
    @ConditionalOnProperty(name = HEALTH, matchIfMissing = true)
    static class Boot3Health {
        @Bean
        @ConditionalOnMissingBean(name = "lokilineHealthIndicator")
        Boot3HealthIndicator lokilineHealthIndicator() {
            return new Boot3HealthIndicator();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({RequestContextFilter.class, jakarta.servlet.Filter.class})
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnProperty(name = REQUEST, matchIfMissing = true)
    static class RequestContext {
        @Bean
        @ConditionalOnMissingBean(name = "requestContextFilterRegistration")
        FilterRegistrationBean<RequestContextFilter> requestContextFilterRegistration(Environment environment) {
            RequestContextFilter filter = new RequestContextFilter();
            new RequestProperties(environment).applyTo(filter::setHeaders, filter::setSkip, filter::setTraceparent);
            FilterRegistrationBean<RequestContextFilter> registration = new FilterRegistrationBean<>(filter);
            // Behind Spring's ServerHttpObservationFilter, whose span is then that of all lines.
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
            registration.setDispatcherTypes(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
            return registration;
        }
    }

    /** The filter of a WebFlux application, with Reactor's automatic context propagation. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({RequestContextWebFilter.class, WebFilter.class, Hooks.class})
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnProperty(name = REQUEST, matchIfMissing = true)
    static class ReactiveRequestContext {
        @Bean
        @ConditionalOnMissingBean
        RequestContextWebFilter requestContextWebFilter(Environment environment) {
            FilterSettings settings = new FilterSettings();
            RequestProperties properties = new RequestProperties(environment);
            properties.applyTo(settings::setHeaders, settings::setSkip, settings::setTraceparent);
            if (properties.isPropagated()) {
                Hooks.enableAutomaticContextPropagation();
            }
            return new RequestContextWebFilter(settings);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MdcTaskDecorator.class)
    @ConditionalOnProperty(name = REQUEST, matchIfMissing = true)
    static class Tasks {
        @Bean
        @ConditionalOnMissingBean(TaskDecorator.class)
        MdcTaskDecorator contextTaskDecorator() {
            return new MdcTaskDecorator();
        }
    }
}
