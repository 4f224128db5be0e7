package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.loki.LokiAppender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.MDC;

/**
 * A service that configures only the url: its level is structured metadata, not a label, and it handles no requests.
 * Used by the test's thread only.
 */
final class PlainService {

    private PlainService() {}

    /** Logs three lines, delivers them, and returns them as printed. */
    static List<Logged> run(String service, String url) {
        LoggerContext context = new LoggerContext();
        context.setName(service);
        context.setMDCAdapter(MDC.getMDCAdapter());
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.setContext(context);
        events.start();
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        LokiAppender loki = new LokiAppender();
        loki.setContext(context);
        loki.setUrl(url);
        loki.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(events);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(loki);

        Logger logger = context.getLogger("plain");
        logger.info("Nightly order report begins");
        logger.warn("No orders yesterday");
        logger.error("Report cannot be sent", new IllegalArgumentException("no recipient"));

        assertThat(loki.flush(Duration.ofSeconds(20))).isTrue();
        List<Logged> printed = events.list.stream()
                .map(event -> new String(encoder.encode(event), StandardCharsets.UTF_8).strip())
                .map(line -> Logged.of(service, line))
                .toList();
        context.stop();
        return printed;
    }
}
