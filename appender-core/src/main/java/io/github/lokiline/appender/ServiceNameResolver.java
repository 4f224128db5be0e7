package io.github.lokiline.appender;

import io.github.lokiline.appender.internal.SystemEnvironment;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name of this application: {@code LOKI_APPLICATION}, {@code OTEL_SERVICE_NAME}, {@code service.name} in
 * {@code OTEL_RESOURCE_ATTRIBUTES}, {@code spring.application.name}, the name in the framework, the main jar or class.
 * Stateless.
 */
public final class ServiceNameResolver {
    private static final String SPRING = "spring.application.name";
    /** The name that Loki gives to a service without one. */
    private static final String UNKNOWN = "unknown_service";

    private ServiceNameResolver() {}

    /**
     * Finds the name in this process.
     *
     * @param spring the framework's property {@code spring.application.name}; null if it has none
     * @param context the name of the application in the framework; null if it has none
     */
    public static String find(@Nullable String spring, @Nullable String context) {
        return find(spring, context, SystemEnvironment.ofProcess());
    }

    public static String find(@Nullable String spring, @Nullable String context, SystemEnvironment environment) {
        // A loop, because each lambda costs a class at the start of the application.
        @Nullable
        String[] names = {
            environment.variable().apply("LOKI_APPLICATION"),
            environment.variable().apply("OTEL_SERVICE_NAME"),
            resourceName(environment.variable().apply("OTEL_RESOURCE_ATTRIBUTES")),
            spring,
            environment.property().apply(SPRING),
            context
        };
        for (String name : names) {
            if (name != null && !name.isBlank()) {
                return name.strip();
            }
        }
        String program = program(environment.property().apply("sun.java.command"));
        return program == null || program.isBlank() ? UNKNOWN : program.strip();
    }

    /**
     * Returns the {@code service.name} of {@code service.name=orders,service.version=1.2}; values are percent-encoded
     * (OpenTelemetry's specification of resource attributes).
     */
    private static @Nullable String resourceName(@Nullable String attributes) {
        if (attributes == null) {
            return null;
        }
        for (String attribute : attributes.split(",", -1)) {
            int equals = attribute.indexOf('=');
            if (equals > 0 && attribute.substring(0, equals).strip().equals("service.name")) {
                return percentDecoded(attribute.substring(equals + 1));
            }
        }
        return null;
    }

    private static String percentDecoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not encoded: a percent sign of its own.
            return value;
        }
    }

    /**
     * Returns the main jar without its version, so that a release does not start new streams, or the main class without
     * its package: {@code /app/orders-1.2.jar --verbose} and {@code com.acme.orders} give {@code orders}.
     */
    private static @Nullable String program(@Nullable String command) {
        if (command == null || command.isBlank()) {
            return null;
        }
        String first = command.strip().split("\\s", 2)[0];
        String file = first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1);
        return file.endsWith(".jar")
                ? file.substring(0, file.length() - 4).replaceFirst("-\\d.*", "")
                : file.substring(file.lastIndexOf('.') + 1);
    }
}
