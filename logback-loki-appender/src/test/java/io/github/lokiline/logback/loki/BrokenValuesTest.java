package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrokenValuesTest {
    @Test
    void aValueWhoseClassIsMissingCostsNoEvent() throws Exception {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new NoClassDefFoundError("com/acme/Gone");
            }
        };
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                Logs logs = Logs.with("<url>" + loki.url() + "</url><labels>service_name=orders\nkind=%kvp{k}</labels>"
                        + "<structuredMetadata>one=%kvp{k}\n*=%kvp{*}</structuredMetadata>")) {
            logs.logger().atInfo().addKeyValue("k", broken).log("hi");

            assertThat(logs.appender().flush(Duration.ofSeconds(10))).isTrue();
            assertThat(loki.lines()).singleElement().asString().contains("hi", "NoClassDefFoundError");
            assertThat(logs.appender().ledger().balances()).isTrue();
        }
    }
}
