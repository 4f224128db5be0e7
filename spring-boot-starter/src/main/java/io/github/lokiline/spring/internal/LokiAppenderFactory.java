package io.github.lokiline.spring.internal;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.json.LogfmtEncoder;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Creates an appender from the properties below {@code lokiline}. Stateless. */
final class LokiAppenderFactory {

    static final String PREFIX = "lokiline";
    private static final String ENCODER = PREFIX + ".encoder";
    private static final String TYPE = "type";
    private static final Pattern SERVICE_NAME = Pattern.compile("(?m)^\\s*service_name\\s*=|\"service_name\"\\s*:");

    private LokiAppenderFactory() {}

    /**
     * Returns whether the configuration sets {@code lokiline.enabled} to anything but {@code false}, or has a url and is
     * not that of a test.
     */
    static boolean isEnabled(Environment environment) {
        EnvironmentProperties properties = new EnvironmentProperties(PREFIX, environment);
        String enabled = properties.text("enabled");
        String url = properties.text("url");
        if (enabled != null && !enabled.isBlank()) {
            return !"false".equalsIgnoreCase(enabled.strip());
        }
        return url != null && !url.isBlank() && !SpringTestContext.owns(environment);
    }

    /**
     * Creates and starts an appender. If a property is invalid, it stays stopped and the error is a status of the
     * context; unknown properties are passed to {@code warnings}.
     */
    static LokiAppender create(LoggerContext context, Environment environment, Consumer<String> warnings) {
        EnvironmentProperties properties = new EnvironmentProperties(PREFIX, environment);
        LokiAppender appender = new BootLokiAppender();
        appender.setContext(context);
        appender.setName("LOKI");
        PropertySetters setters = PropertySetters.of(LokiAppender.class);
        List<String> known = new ArrayList<>(List.of("encoder", "request"));
        setters.names().forEach(known::add);
        properties.warnUnknown(known, warnings);
        apply(properties, setters, appender);
        String service = serviceName(environment);
        context.putProperty("spring.application.name", service);
        List<String> labels = properties.labels();
        if (!labels.isEmpty()) {
            appender.setLabels(withServiceName(String.join("\n", labels), service));
        }
        appender.setEncoder(encoder(context, new EnvironmentProperties(ENCODER, environment), warnings));
        appender.start();
        return appender;
    }

    private static void apply(EnvironmentProperties properties, PropertySetters setters, Object target) {
        for (String name : setters.names()) {
            List<String> values = properties.values(name);
            if (setters.repeats(name)) {
                values.forEach(value -> setters.set(target, name, value));
            } else if (!values.isEmpty()) {
                setters.set(target, name, String.join("\n", values));
            }
        }
    }

    /** Returns the first of the variables and Spring's application name; empty if none is set. */
    private static String serviceName(Environment environment) {
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

    private static Encoder<ILoggingEvent> encoder(
            LoggerContext context, EnvironmentProperties properties, Consumer<String> warnings) {
        Encoder<ILoggingEvent> encoder = encoderOf(properties.text(TYPE), warnings);
        PropertySetters setters = PropertySetters.of(encoder.getClass());
        List<String> known = new ArrayList<>(List.of(TYPE));
        setters.names().forEach(known::add);
        properties.warnUnknown(known, warnings);
        encoder.setContext(context);
        apply(properties, setters, encoder);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> encoderOf(@Nullable String type, Consumer<String> warnings) {
        if (type == null || type.isBlank() || type.equals("json")) {
            return new JsonEncoder();
        }
        if (!type.equals("logfmt")) {
            warnings.accept(ENCODER + ".type \"" + type + "\": must be json or logfmt; lines are written as json");
            return new JsonEncoder();
        }
        return new LogfmtEncoder();
    }
}
