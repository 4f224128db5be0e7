package io.github.lokiline.spring.internal;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.json.LogfmtEncoder;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.function.Consumer;

/** Creates an appender for Logback from the properties below {@code lokiline}. Stateless. */
final class LogbackAppenderFactory {
    private LogbackAppenderFactory() {}

    /**
     * Creates and starts an appender. If a property is invalid, it stays stopped and the error is a status of the
     * context; unknown properties are passed to {@code warnings}.
     */
    static LokiAppender create(LoggerContext context, DeliveryProperties properties, Consumer<String> warnings) {
        LokiAppender appender = new BootLokiAppender();
        appender.setContext(context);
        appender.setName("LOKI");
        properties.applyTo(appender, LokiAppender.class, warnings);
        context.putProperty("spring.application.name", properties.serviceName());
        String labels = properties.labels();
        if (labels != null) {
            appender.setLabels(labels);
        }
        appender.setEncoder(encoder(context, properties, warnings));
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> encoder(
            LoggerContext context, DeliveryProperties properties, Consumer<String> warnings) {
        Encoder<ILoggingEvent> encoder = properties.isLogfmt(warnings) ? new LogfmtEncoder() : new JsonEncoder();
        encoder.setContext(context);
        properties.applyToEncoder(encoder, warnings);
        encoder.start();
        return encoder;
    }
}
