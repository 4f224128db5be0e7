package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the documentation's example works as described, with another destination of the lines. */
class FiltersExampleTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "filters.md");

    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();

    @Test
    void filtersAsDocumented() throws Exception {
        configure(example());

        context.getLogger("org.apache.http.Client").info("HTTP Request: GET {}", "/orders");
        context.getLogger("org.apache.http").warn("HTTP Request: failed");
        context.getLogger("com.acme.poll").info("GET /health");
        context.getLogger("com.acme.poll").info("poll took {} ms", 12);
        context.getLogger("com.acme.poll").info("poll took {} ms", 123);
        context.getLogger("com.acme.Svc").info("poll took {} ms", 1);
        for (int i = 0; i < 50; i++) {
            mdc.put("request_id", "r-" + i);
            context.getLogger("com.acme.Svc").info("done {}", "r-" + i);
        }

        assertThat(messages())
                .containsExactly(
                        "HTTP Request: failed",
                        "poll took 123 ms",
                        "poll took 1 ms",
                        "done r-0",
                        "done r-2",
                        "done r-12",
                        "done r-28");
        assertThat(filter(MessageFilter.class).dropped()).isEqualTo(3);
        assertThat(filter(MessageFilter.class).kept()).isEqualTo(1);
        assertThat(filter(SamplingFilter.class).dropped()).isEqualTo(46);
        assertThat(filter(SamplingFilter.class).kept()).isEqualTo(6);
    }

    @Test
    void passesEverythingThroughAWronglyConfiguredFilter() throws Exception {
        configure(example().replace("<keepPercent>10<", "<keepPercent>101<"));

        for (int i = 0; i < 20; i++) {
            context.getLogger("com.acme.Svc").info("done");
        }

        assertThat(messages()).hasSize(20);
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getLevel() > Status.INFO)
                .singleElement()
                .satisfies(status -> assertThat(status.getLevel()).isEqualTo(Status.WARN))
                .extracting(Status::getMessage)
                .isEqualTo("keepPercent \"101\": out of range; write 0 to 100");
    }

    private static String example() throws IOException {
        String document = Files.readString(DOCUMENT);
        int start = document.indexOf("```xml\n") + "```xml\n".length();
        String xml = document.substring(start, document.indexOf("```", start));
        assertThat(xml).contains("ch.qos.logback.core.ConsoleAppender");
        // A list, which has no encoder, replaces the console.
        return xml.replace("ch.qos.logback.core.ConsoleAppender", ListAppender.class.getName())
                .replaceFirst("<encoder .*/>", "");
    }

    private void configure(String xml) throws JoranException {
        context.setMDCAdapter(mdc);
        JoranConfigurator joran = new JoranConfigurator();
        joran.setContext(context);
        joran.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> messages() {
        return appender().list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private <F> F filter(Class<F> type) {
        return type.cast(appender().getCopyOfAttachedFiltersList().stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow());
    }

    private ListAppender<ILoggingEvent> appender() {
        return (ListAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("CONSOLE");
    }
}
