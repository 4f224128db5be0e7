package io.github.lokiline.spring.internal;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** The properties below {@code lokiline.request}, which are the same for servlets and WebFlux. Immutable. */
public final class RequestProperties {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.lokiline");
    private static final String PREFIX = "lokiline.request";

    private final Environment environment;
    private final EnvironmentProperties properties;

    public RequestProperties(Environment environment) {
        this.environment = environment;
        this.properties = new EnvironmentProperties(PREFIX, environment);
    }

    /** Passes each property to its setter; an invalid value is logged and the default kept. */
    public void applyTo(Consumer<String> headers, Consumer<String> skip, Consumer<String> traceparent) {
        properties.warnUnknown(List.of("enabled", "headers", "skip", "traceparent"), LOGGER::warn);
        set("headers", headers);
        set("skip", skip);
        set("traceparent", traceparent);
    }

    private void set(String name, Consumer<String> setter) {
        try {
            String value = properties.joined(name);
            if (!value.isBlank()) {
                setter.accept(value);
            }
        } catch (UnreadablePropertyException e) {
            LOGGER.warn("{}. The default is used.", e.getMessage());
        } catch (IllegalArgumentException e) {
            LOGGER.warn("{}.{}. The value is ignored and the default is used.", PREFIX, e.getMessage());
        }
    }

    /** Returns whether the MDC can follow a request of WebFlux; warns if a jar is missing. */
    public boolean isPropagated() {
        boolean isPresent = ClassUtils.isPresent("io.micrometer.context.ThreadLocalAccessor", null);
        if (!isPresent) {
            LOGGER.warn("io.micrometer:context-propagation is not on the class path: of the lines of a request only the"
                    + " last one has its id; add it as a dependency");
        }
        return isPresent && !isPropagationLimited();
    }

    /** Returns whether the application asks Spring Boot to propagate no context by itself. */
    private boolean isPropagationLimited() {
        return "limited".equalsIgnoreCase(environment.getProperty("spring.reactor.context-propagation"));
    }
}
