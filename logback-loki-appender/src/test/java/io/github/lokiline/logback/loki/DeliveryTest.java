package io.github.lokiline.logback.loki;

import static io.github.lokiline.logback.loki.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeliveryTest {
    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void end() {
        MDC.clear();
        loki.close();
    }

    @Test
    void carriesAnEventToLokiAsOneJsonLine() {
        try (Logs logs = Logs.with(url(), "<labels>service_name=orders\n env = dev </labels>")) {
            MDC.put("request_id", "r-1");

            logs.logger().atInfo().addKeyValue("status_code", 200).log("order {} placed", 7);

            StoredEntry entry = onlyEntry();
            assertThat(entry.labels()).isEqualTo(Map.of("service_name", "orders", "env", "dev"));
            assertThat(entry.metadata()).containsEntry("level", "INFO").containsEntry("request_id", "r-1");
            JsonNode line = JsonMapper.shared().readTree(entry.line());
            assertThat(line.get("message").asString()).isEqualTo("order 7 placed");
            assertThat(line.get("status_code").asInt()).isEqualTo(200);
            assertThat(line.get("request_id").asString()).isEqualTo("r-1");
        }
    }

    @Test
    void deliversLogfmtWithTheLevelThatTheLineNames() {
        try (Logs logs = Logs.with(
                url(),
                "<labels>service_name=orders\nlevel=%level</labels>",
                "<encoder class='io.github.lokiline.logback.json.LogfmtEncoder'><format>levelname,message</format></encoder>")) {
            logs.logger().atWarn().addKeyValue("password", "s3cret").log("out of stock");

            StoredEntry entry = onlyEntry();
            assertThat(entry.line()).isEqualTo("levelname=WARNING message=\"out of stock\" password=***");
            assertThat(entry.labels()).containsEntry("level", "WARNING");
        }
    }

    @Test
    void keepsTheEventsTimeToTheNanosecond() {
        try (Logs logs = Logs.with(url())) {
            Instant time =
                    Instant.now().minusSeconds(60).with(java.time.temporal.ChronoField.NANO_OF_SECOND, 123_456_789);
            LoggingEvent event = new LoggingEvent("", logs.logger(), Level.INFO, "then", null, null);
            event.setInstant(time);

            logs.appender().doAppend(event);

            assertThat(onlyEntry().timestampNanos()).isEqualTo(time.getEpochSecond() * 1_000_000_000L + 123_456_789);
        }
    }

    @Test
    void namesServiceAndHostWhenNoLabelsAreSet() {
        try (Logs logs = Logs.configured(
                "<contextName>orders</contextName>" + Logs.appender("LOKI", url()) + Logs.root("LOKI"))) {
            logs.logger().info("hello");

            assertThat(onlyEntry().labels())
                    .containsEntry("service_name", "orders")
                    .containsOnlyKeys("service_name", "host");
        }
    }

    @Test
    void labelsTheLevelAsTheLineNamesIt() {
        try (Logs logs = Logs.with(url(), "<labels>service_name=orders\nlevel=%level\nkind=at-%level</labels>")) {
            logs.logger().warn("careful");

            StoredEntry entry = onlyEntry();
            String inLine =
                    JsonMapper.shared().readTree(entry.line()).get("levelname").asString();
            assertThat(inLine).isEqualTo("WARNING");
            assertThat(entry.labels()).containsEntry("level", inLine).containsEntry("kind", "at-" + inLine);
            assertThat(entry.metadata()).containsEntry("level", inLine);
        }
    }

    @Test
    void leavesOutALabelThatComesOutEmpty() {
        try (Logs logs = Logs.with(url(), "<labels>service_name=orders\nzone=%X{zone}</labels>")) {
            logs.logger().info("no zone");

            assertThat(onlyEntry().labels()).containsOnlyKeys("service_name");
        }
    }

    @Test
    void takesIdsFromTheMdcUnderTheirOtherNames() {
        try (Logs logs = Logs.with(url())) {
            MDC.put("traceId", "t-1");
            MDC.put("spanId", "s-1");
            MDC.put("X-Request-ID", "r-1");

            logs.logger().info("traced");

            assertThat(onlyEntry().metadata())
                    .containsEntry("trace_id", "t-1")
                    .containsEntry("span_id", "s-1")
                    .containsEntry("request_id", "r-1");
        }
    }

    @Test
    void sendsNoMetadataWhenItIsOff() {
        try (Logs logs = Logs.with(url(), "<structuredMetadata>off</structuredMetadata>")) {
            logs.logger().info("bare");

            assertThat(onlyPushed()).isEmpty();
        }
    }

    @Test
    void sendsTheMdcAndKeyValuesThatGlobsTake() {
        try (Logs logs = Logs.with(
                url(), "<structuredMetadata>*=%mdc{user*,!user_agent}\n*=%kvp{duration_ms}</structuredMetadata>")) {
            MDC.put("user_name", "ada");
            MDC.put("user_agent", "curl");
            MDC.put("other", "x");

            logs.logger()
                    .atInfo()
                    .addKeyValue("duration_ms", 12)
                    .addKeyValue("path", "/")
                    .log("done");

            assertThat(onlyPushed()).isEqualTo(Map.of("user_name", "ada", "duration_ms", "12"));
        }
    }

    @Test
    void masksSecretsInLabelsAndMetadata() {
        try (Logs logs = Logs.with(
                url(),
                "<labels>service_name=orders\nwho=%X{password}</labels>",
                "<structuredMetadata>*=%mdc\nmine=with-%X{access_token}\nlong=%20X{api_key}</structuredMetadata>")) {
            MDC.put("password", "hunter2");
            MDC.put("access_token", "hunter3");
            MDC.put("api_key", "hunter4");

            logs.logger().info("hello");

            StoredEntry entry = onlyEntry();
            assertThat(entry.labels()).containsEntry("who", "***");
            assertThat(entry.metadata()).containsEntry("password", "***").containsEntry("mine", "***");
            assertThat(entry.toString()).doesNotContain("hunter");
        }
    }

    @Test
    void hidesWhatItsEncodersRedactKeysName() {
        try (Logs logs = Logs.with(
                url(),
                "<encoder><redactKeys>+iban</redactKeys></encoder>",
                "<structuredMetadata>*=%mdc\nid=%X{customer_iban}</structuredMetadata>")) {
            MDC.put("customer_iban", "DE00");

            logs.logger().info("paid");

            assertThat(onlyPushed()).isEqualTo(Map.of("customer_iban", "***", "id", "***"));
        }
    }

    @Test
    void redactsLabelsAndMetadataAsTheLines() {
        try (Logs logs = Logs.with(
                url(),
                "<encoder><redactPatterns>email,bearer</redactPatterns></encoder>",
                "<labels>service_name=orders\ncontact=ops@example.org\nwho=for %X{user}</labels>",
                "<structuredMetadata>*=%mdc\n*=%kvp\nmine=%kvp{auth}\nlong=%20X{user}\nmessage=%msg</structuredMetadata>")) {
            MDC.put("user", "ada@example.org");

            logs.logger().atInfo().addKeyValue("auth", "Bearer abc").log("for bob@example.org");

            StoredEntry entry = onlyEntry();
            assertThat(entry.labels()).containsEntry("who", "for ***").containsEntry("contact", "ops@example.org");
            assertThat(entry.metadata())
                    .containsEntry("user", "***")
                    .containsEntry("auth", "Bearer ***")
                    .containsEntry("mine", "Bearer ***")
                    .containsEntry("message", "for ***");
            assertThat(entry.toString()).doesNotContain("ada@", "bob", "abc");
        }
    }

    @Test
    void showsNoMoreOfAValueThanTheLines() {
        try (Logs logs = Logs.with(
                url(),
                "<encoder><hideExceptionMessages>true</hideExceptionMessages><redactPatterns>card</redactPatterns></encoder>",
                "<labels>service_name=orders\nlogin=%kvp{login}</labels>",
                "<structuredMetadata>*=%kvp\nfailure=%kvp{thrown}</structuredMetadata>")) {
            logs.logger()
                    .atInfo()
                    .addKeyValue("login", Map.of("password", "hunter2"))
                    .addKeyValue("entry", Map.entry("token", "hunter3"))
                    .addKeyValue("record", new Login("ada", "hunter4"))
                    .addKeyValue("thrown", new IllegalStateException("hunter5"))
                    .addKeyValue("supplied", (Object) (Supplier<String>) () -> "a \"text\"")
                    .addKeyValue("list", List.of(1, "two"))
                    .addKeyValue("card", 4111111111111111d)
                    .addKeyValue("none", Optional.empty())
                    .log("hello");

            StoredEntry entry = onlyEntry();
            assertThat(entry.toString()).doesNotContain("hunter");
            assertThat(entry.labels()).containsEntry("login", "{\"password\":\"***\"}");
            assertThat(entry.metadata())
                    .containsEntry("login", "{\"password\":\"***\"}")
                    .containsEntry("entry", "{\"token\":\"***\"}")
                    .containsEntry("record", "{\"user\":\"ada\",\"password\":\"***\"}")
                    .containsEntry("thrown", "IllegalStateException")
                    .containsEntry("failure", "IllegalStateException")
                    .containsEntry("supplied", "a \"text\"")
                    .containsEntry("list", "[1,\"two\"]")
                    .containsEntry("card", "***")
                    .doesNotContainKey("none");
        }
    }

    /** As applications have them. */
    public record Login(String user, String password) {}

    @Test
    void redactsTheIdsThatAreMetadataByDefault() {
        try (Logs logs =
                Logs.with(url(), "<encoder><redactPatterns>email</redactPatterns></encoder>", "<labels>a=b</labels>")) {
            MDC.put("X-Request-ID", "of ada@example.org");

            logs.logger().info("hello");

            assertThat(onlyEntry().metadata()).containsEntry("request_id", "of ***");
        }
    }

    @Test
    void sendsTheTenantAsItIs() {
        try (EmbeddedLoki tenants = EmbeddedLoki.builder().tenants(true).start();
                Logs logs = Logs.with(
                        "<url>" + tenants.url() + "</url>",
                        "<tenantId>%X{tenant}</tenantId>",
                        "<encoder><redactPatterns>/north/</redactPatterns></encoder>")) {
            MDC.put("tenant", "shop-north");

            logs.logger().info("hello");

            assertThat(tenants.awaitEntries(1, SOON)).isTrue();
            assertThat(tenants.entries("shop-north")).hasSize(1);
        }
    }

    @Test
    void hidesSecretsBehindAForeignEncoderToo() {
        try (Logs logs = Logs.with(
                url(),
                "<encoder class='ch.qos.logback.classic.encoder.PatternLayoutEncoder'><pattern>%msg</pattern></encoder>",
                "<structuredMetadata>*=%mdc</structuredMetadata>")) {
            MDC.put("password", "hunter2");

            logs.logger().info("hello");

            assertThat(onlyPushed()).isEqualTo(Map.of("password", "***"));
        }
    }

    @Test
    void readsTheTenantFromEachEvent() {
        try (EmbeddedLoki tenants = EmbeddedLoki.builder().tenants(true).start();
                Logs logs = Logs.with("<url>" + tenants.url() + "</url>", "<tenantId>%X{tenant:-shared}</tenantId>")) {
            MDC.put("tenant", "a");
            logs.logger().info("for a");
            MDC.remove("tenant");
            logs.logger().info("for all");

            assertThat(tenants.awaitEntries(2, SOON)).isTrue();
            assertThat(tenants.entries("a")).hasSize(1);
            assertThat(tenants.entries("shared")).hasSize(1);
        }
    }

    @Test
    void sendsAnErrorAtOnceHoweverLongABatchMayWait() {
        try (Logs logs = Logs.with(url(), "<batchMaxWait>1 hour</batchMaxWait>")) {
            logs.logger().info("before");
            logs.logger().error("now");

            assertThat(loki.awaitEntries(2, SOON)).isTrue();
        }
    }

    @Test
    void flushesAndCountsWhatWasAppended() {
        try (Logs logs = Logs.with(url(), "<batchMaxWait>1 hour</batchMaxWait>")) {
            logs.logger().info("one");
            logs.logger().info("two");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(logs.appender().ledger().delivered()).isEqualTo(2);
            assertThat(logs.appender().ledger().balances()).isTrue();
        }
    }

    @Test
    void leavesOutTheOneValueWhoseToStringFails() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("secret words");
            }
        };
        try (Logs logs =
                Logs.with(url(), "<structuredMetadata>*=%kvp\nbroken=%kvp{b}\nfine=yes</structuredMetadata>")) {
            logs.logger().atInfo().addKeyValue("b", broken).addKeyValue("c", 1).log("hello");

            assertThat(onlyPushed()).isEqualTo(Map.of("fine", "yes", "c", "1"));
            assertThat(logs.warnings())
                    .singleElement()
                    .asString()
                    .contains("IllegalStateException")
                    .doesNotContain("secret");
        }
    }

    private String url() {
        return "<url>" + loki.url() + "</url><batchMaxWait>20 ms</batchMaxWait>";
    }

    private StoredEntry onlyEntry() {
        assertThat(loki.awaitEntries(1, SOON)).isTrue();
        return loki.entries().get(0);
    }

    /** The metadata as sent, without what Loki adds. */
    private Map<String, String> onlyPushed() {
        assertThat(loki.awaitEntries(1, SOON)).isTrue();
        return loki.requests().get(0).streams().get(0).entries().get(0).metadata();
    }
}
