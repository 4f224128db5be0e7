package io.github.lokiline.compatibility.oldest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.classic.spi.ThrowableProxy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.cfg.PackageVersion;
import com.fasterxml.jackson.databind.ser.std.NullSerializer;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.OkHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Tests an application with the oldest supported versions. */
class OldestVersionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    record Cart(String sku, int quantity) {}

    /** Its getters are called, and its annotations are those of Jackson's databind. */
    public static final class Card {
        public String getHolder() {
            return "ada";
        }

        @JsonSerialize(using = NullSerializer.class)
        public String getCode() {
            return "4711";
        }

        public int getBroken() {
            return Objects.checkIndex(1, 0);
        }

        @Override
        public String toString() {
            return "Card 4711";
        }
    }

    @AfterEach
    void reset() {
        MDC.clear();
        context.reset();
    }

    /** Checks the versions at run time, without which the tests below would prove nothing. */
    @Test
    void theOldOnesAreWhatRuns() {
        assertThat(OkHttp.VERSION).isEqualTo("4.12.0");
        assertThat(LoggerContext.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .endsWith("logback-classic-1.5.0.jar");
        assertThat(MDC.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                .endsWith("slf4j-api-2.0.12.jar");
        assertThat(PackageVersion.VERSION).hasToString("2.15.0");
    }

    @Test
    void linesReachLokiWithContextValuesAndExceptions() throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            Logger logger = configured(loki);
            MDC.put("request_id", "r-1");
            logger.atInfo().addKeyValue("cart", new Cart("teapot", 2)).log("order {}", 1);
            logger.error("failed", new IllegalStateException("outer", new RuntimeException("inner")));

            assertThat(loki.awaitEntries(2, PATIENCE)).isTrue();
            List<JsonNode> lines = lines(loki);
            assertThat(lines.get(0).path("message").asText()).isEqualTo("order 1");
            assertThat(lines.get(0).path("request_id").asText()).isEqualTo("r-1");
            assertThat(lines.get(0).path("cart").path("quantity").asInt()).isEqualTo(2);
            assertThat(lines.get(1).path("exc_info").asText())
                    .contains("java.lang.IllegalStateException: outer", "Caused by: java.lang.RuntimeException: inner");
            assertThat(loki.entries())
                    .allSatisfy(entry -> assertThat(entry.metadata()).containsEntry("request_id", "r-1"));
        }
    }

    @Test
    void beansAreTakenApartByTheirAnnotations() throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            configured(loki).atInfo().addKeyValue("card", new Card()).log("paid");

            assertThat(loki.awaitEntries(1, PATIENCE)).isTrue();
            JsonNode card = lines(loki).get(0).path("card");
            assertThat(card.path("holder").asText()).isEqualTo("ada");
            assertThat(card.path("broken").asText())
                    .isEqualTo("<error: IndexOutOfBoundsException: Index 1 out of bounds for length 0>");
            assertThat(card.path("code").isNull()).isTrue();
        }
    }

    /** An event of another JVM has a description of its exception, whose content depends on Logback's version. */
    @Test
    void aDescribedExceptionIsRendered() throws Exception {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        LoggingEvent event = new LoggingEvent("test", context.getLogger("orders"), Level.ERROR, "failed", null, null);
        event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("outer")));

        JsonNode line = new ObjectMapper().readTree(encoder.encode(LoggingEventVO.build(event)));

        assertThat(line.path("exc_info").asText()).startsWith("java.lang.IllegalStateException: outer");
    }

    private Logger configured(EmbeddedLoki loki) throws Exception {
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(
                new ByteArrayInputStream("""
                <configuration>
                  <appender name="LOKI" class="io.github.lokiline.logback.loki.LokiAppender">
                    <url>%s</url>
                    <labels>service_name=orders</labels>
                  </appender>
                  <root level="INFO"><appender-ref ref="LOKI"/></root>
                </configuration>
                """.formatted(loki.url()).getBytes(StandardCharsets.UTF_8)));
        return context.getLogger("orders");
    }

    private static List<JsonNode> lines(EmbeddedLoki loki) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : loki.lines()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }
}
