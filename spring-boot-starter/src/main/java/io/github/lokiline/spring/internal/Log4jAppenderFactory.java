package io.github.lokiline.spring.internal;

import io.github.lokiline.log4j2.HeaderElement;
import io.github.lokiline.log4j2.JsonLineLayout;
import io.github.lokiline.log4j2.Log4jLokiAppender;
import io.github.lokiline.log4j2.Log4jLokiAppenderBuilder;
import io.github.lokiline.log4j2.LogfmtLayout;
import io.github.lokiline.log4j2.StaticFieldElement;
import java.util.function.Consumer;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.config.Configuration;
import org.jspecify.annotations.Nullable;

/** Creates an appender for Log4j from the properties below {@code lokiline}. Stateless. */
final class Log4jAppenderFactory {
    private Log4jAppenderFactory() {}

    /**
     * Creates and starts an appender; returns null if a property is invalid, which Log4j's status logger reports. Unknown
     * properties are passed to {@code warnings}.
     */
    static @Nullable Log4jLokiAppender create(
            Configuration configuration, DeliveryProperties properties, Consumer<String> warnings) {
        Log4jLokiAppenderBuilder builder = Log4jLokiAppender.newBuilder();
        builder.setName("LOKI");
        builder.setConfiguration(configuration);
        properties.applyTo(builder, Log4jLokiAppenderBuilder.class, warnings);
        builder.setHeaders(
                properties.headers().stream().map(Log4jAppenderFactory::header).toArray(HeaderElement[]::new));
        String labels = properties.labels();
        if (labels != null) {
            builder.setLabels(labels);
        }
        builder.setLayout(layout(configuration, properties, warnings));
        Log4jLokiAppender appender = builder.build();
        if (appender != null) {
            appender.start();
        }
        return appender;
    }

    private static Layout<String> layout(
            Configuration configuration, DeliveryProperties properties, Consumer<String> warnings) {
        StaticFieldElement[] statics = properties.staticFields().stream()
                .map(Log4jAppenderFactory::staticField)
                .toArray(StaticFieldElement[]::new);
        if (properties.isLogfmt(warnings)) {
            LogfmtLayout.Builder logfmt = LogfmtLayout.newBuilder();
            properties.applyToEncoder(logfmt, warnings);
            return logfmt.setConfiguration(configuration).setStatics(statics).build();
        }
        JsonLineLayout.Builder json = JsonLineLayout.newBuilder();
        properties.applyToEncoder(json, warnings);
        return json.setConfiguration(configuration).setStatics(statics).build();
    }

    private static HeaderElement header(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new UnreadablePropertyException(
                    "lokiline.header: no colon; write name and value, for example \"X-Scope: a\"");
        }
        return new HeaderElement(
                text.substring(0, colon).strip(), text.substring(colon + 1).strip());
    }

    private static StaticFieldElement staticField(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new StaticFieldElement(text, null)
                : new StaticFieldElement(text.substring(0, equals).strip(), text.substring(equals + 1));
    }
}
