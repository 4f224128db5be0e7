package io.github.lokiline.appender;

import io.github.lokiline.appender.internal.SystemEnvironment;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what this application is called: {@code LOKI_APPLICATION}, {@code OTEL_SERVICE_NAME},
 * {@code spring.application.name}, what the framework calls it, the main jar or class. Stateless.
 */
public final class ServiceNameResolver {
    private static final String SPRING = "spring.application.name";
    /** What Loki itself calls a service without a name. */
    private static final String UNKNOWN = "unknown_service";

    private ServiceNameResolver() {}

    /**
     * Looks at this process.
     *
     * @param spring the framework's property {@code spring.application.name}; null when it has none
     * @param context what the framework calls the application; null when it says nothing
     * @return the name
     */
    public static String find(@Nullable String spring, @Nullable String context) {
        return find(spring, context, SystemEnvironment.ofProcess());
    }

    public static String find(@Nullable String spring, @Nullable String context, SystemEnvironment around) {
        List<Supplier<@Nullable String>> sources = List.of(
                () -> around.variable().apply("LOKI_APPLICATION"),
                () -> around.variable().apply("OTEL_SERVICE_NAME"),
                () -> spring,
                () -> around.property().apply(SPRING),
                () -> context,
                () -> program(around.property().apply("sun.java.command")));
        return sources.stream()
                .map(Supplier::get)
                .flatMap(Stream::ofNullable)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(UNKNOWN);
    }

    /**
     * The main jar without its version, so that a release does not start new streams, or the main class without its
     * package: {@code /app/orders-1.2.jar --verbose} and {@code com.acme.orders} give {@code orders}.
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
