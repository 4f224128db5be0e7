package io.github.lokiline.spring.internal;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The properties below {@code lokiline}, which are the same for Logback and Log4j. Immutable. */
final class DeliveryProperties {
    private static final String PREFIX = "lokiline";
    private static final String ENCODER = PREFIX + ".encoder";
    private static final String TYPE = "type";
    private static final Pattern SERVICE_NAME = Pattern.compile("(?m)^\\s*service_name\\s*=|\"service_name\"\\s*:");

    private final Environment environment;
    private final EnvironmentProperties properties;
    private final EnvironmentProperties encoder;

    DeliveryProperties(Environment environment) {
        this.environment = environment;
        this.properties = new EnvironmentProperties(PREFIX, environment);
        this.encoder = new EnvironmentProperties(ENCODER, environment);
    }

    /**
     * Returns whether the configuration sets {@code lokiline.enabled} to anything but {@code false}, or has a url and is
     * not that of a test.
     */
    boolean isEnabled() {
        String enabled = properties.text("enabled");
        if (enabled != null && !enabled.isBlank()) {
            return !"false".equalsIgnoreCase(enabled.strip());
        }
        return !isBlank("url") && !SpringTestContext.owns(environment);
    }

    /**
     * Returns the properties to deliver with; null to deliver nothing.
     *
     * @param former those of the application before, which stay if this one says nothing of delivery: all applications of a
     *     JVM share one logging framework
     */
    @Nullable
    DeliveryProperties orFormer(@Nullable DeliveryProperties former) {
        if (isEnabled()) {
            return this;
        }
        boolean isSilent = isBlank("enabled") && isBlank("url") && !SpringTestContext.owns(environment);
        return isSilent ? former : null;
    }

    private boolean isBlank(String name) {
        String value = properties.text(name);
        return value == null || value.isBlank();
    }

    List<String> headers() {
        return properties.values("header");
    }

    /** Sets the properties of an appender or its builder, except for the labels. */
    <T> void applyTo(T appender, Class<? super T> type, Consumer<String> warnings) {
        apply(properties, List.of("encoder", "request", "header"), PropertySetters.of(type), appender, warnings);
    }

    /** Sets the properties of an encoder or the builder of a layout. */
    void applyToEncoder(Object target, Consumer<String> warnings) {
        apply(encoder, List.of(TYPE, "static-field"), PropertySetters.of(target.getClass()), target, warnings);
    }

    List<String> staticFields() {
        return encoder.values("static-field");
    }

    private static void apply(
            EnvironmentProperties properties,
            List<String> others,
            PropertySetters setters,
            Object target,
            Consumer<String> warnings) {
        Set<String> known = new TreeSet<>(others);
        setters.names().forEach(known::add);
        properties.warnUnknown(known, warnings);
        for (String name : setters.names()) {
            List<String> values = properties.values(name);
            if (setters.repeats(name)) {
                values.forEach(value -> setters.set(target, name, value));
            } else if (!values.isEmpty()) {
                setters.set(target, name, String.join("\n", values));
            }
        }
    }

    /** Returns whether lines are to be logfmt; JSON otherwise, and for an unknown type. */
    boolean isLogfmt(Consumer<String> warnings) {
        String type = encoder.text(TYPE);
        boolean isJson = type == null || type.isBlank() || type.equals("json");
        boolean isLogfmt = "logfmt".equals(type);
        if (!isJson && !isLogfmt) {
            warnings.accept(ENCODER + ".type \"" + type + "\": must be json or logfmt; lines are written as json");
        }
        return isLogfmt;
    }

    /** Returns the labels with {@code service_name}; null if none are set, and the default ones apply. */
    @Nullable
    String labels() {
        List<String> labels = properties.labels();
        return labels.isEmpty() ? null : withServiceName(String.join("\n", labels), serviceName());
    }

    /** Returns the first of the variables and Spring's application name; empty if none is set. */
    String serviceName() {
        return Stream.of("LOKI_APPLICATION", "OTEL_SERVICE_NAME", "spring.application.name")
                .map(name -> environment.getProperty(name, "").strip())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Adds {@code service_name} to labels, lines or a JSON object, that do not have it. */
    private static String withServiceName(String labels, String service) {
        if (service.isEmpty() || SERVICE_NAME.matcher(labels).find()) {
            return labels;
        }
        String text = labels.strip();
        if (!text.startsWith("{")) {
            return "service_name=" + service + "\n" + labels;
        }
        String others = text.substring(1).strip();
        String quoted = service.replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"service_name\":\"" + quoted + "\"" + (others.startsWith("}") ? "" : ",") + others;
    }
}
