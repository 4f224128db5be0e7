package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.testkit.EmbeddedLoki;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubclassTest {

    /** An appender of a company: it has a fixed label, and does not deliver events of one logger. */
    public static final class CompanyAppender extends LokiAppender {
        @Override
        public void start() {
            setLabels("service_name=orders\nteam=blue");
            super.start();
        }

        @Override
        public void doAppend(ILoggingEvent event) {
            if (!event.getLoggerName().startsWith("com.acme.noise")) {
                super.doAppend(event);
            }
        }
    }

    @Test
    void aSubclassSetsPropertiesBeforeItStartsAndFiltersEvents() {
        String appender = "<appender name='LOKI' class='" + CompanyAppender.class.getName() + "'>";
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                Logs logs =
                        Logs.configured(appender + "<url>" + loki.url() + "</url></appender>" + Logs.root("LOKI"))) {
            logs.context().getLogger("com.acme.noise").info("noise");
            logs.logger().error("hello");

            assertThat(logs.appender().flush(Logs.SOON)).isTrue();
            assertThat(loki.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.line()).contains("\"message\":\"hello\"");
                assertThat(entry.labels()).isEqualTo(Map.of("service_name", "orders", "team", "blue"));
            });
            assertThat(logs.appender().ledger().appended()).isEqualTo(1);
        }
    }
}
