package io.github.lokiline.logback.loki;

import static io.github.lokiline.logback.loki.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
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
    void sendsKeyValuesOfEveryTypeAsTexts() {
        try (Logs logs = Logs.with(url(), "<structuredMetadata>*=%kvp</structuredMetadata>")) {
            logs.logger()
                    .atInfo()
                    .addKeyValue("number", 1.5)
                    .addKeyValue("truth", true)
                    .addKeyValue("list", List.of(1, "two"))
                    .addKeyValue("map", Map.of("a", Map.of("b", 1)))
                    .log("done");

            assertThat(onlyEntry().metadata())
                    .containsEntry("number", "1.5")
                    .containsEntry("truth", "true")
                    .containsKeys("list", "map");
        }
    }

    @Test
    void givesOneEventLabelsAndMetadataOfItsOwn() {
        try (Logs logs = Logs.with(
                url(),
                "<labels>service_name=orders\ntier=%kvp{tier}</labels>",
                "<structuredMetadata>*=%kvp{meta_*}</structuredMetadata>",
                "<encoder><format>message</format><keyValues>!tier, !meta_*</keyValues></encoder>")) {
            logs.logger()
                    .atInfo()
                    .addKeyValue("tier", "gold")
                    .addKeyValue("meta_order", 17)
                    .addKeyValue("sum", 9.5)
                    .log("order paid");

            StoredEntry entry = onlyEntry();
            assertThat(entry.labels()).isEqualTo(Map.of("service_name", "orders", "tier", "gold"));
            assertThat(onlyPushed()).isEqualTo(Map.of("meta_order", "17"));
            assertThat(entry.line()).isEqualTo("{\"message\":\"order paid\",\"sum\":9.5}");
        }
    }

    @Test
    @Tag("promise-12")
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
    void hidesAnIdOfTheDefaultMetadataThatItsEncodersRedactKeysName() {
        try (Logs logs = Logs.with(url(), "<encoder><redactKeys>+request_id</redactKeys></encoder>")) {
            MDC.put("requestId", "r-17");
            MDC.put("trace_id", "t-17");

            logs.logger().info("paid");

            assertThat(onlyPushed()).containsEntry("request_id", "***").containsEntry("trace_id", "t-17");
        }
    }

    @Test
    void masksTheSecretsOfAnObjectThatAnEntryOfTheMdcIsByItsEncoder() {
        try (Logs logs = Logs.with(
                url(),
                "<encoder><typedMdc>all</typedMdc></encoder>",
                "<structuredMetadata>*=%mdc\nlogin=by %X{user}</structuredMetadata>")) {
            MDC.put("user", "{\"password\":\"p\"}");
            MDC.put("zip", "10115");

            logs.logger().info("paid");

            assertThat(onlyPushed())
                    .isEqualTo(Map.of(
                            "user", "{\"password\":\"***\"}", "login", "by {\"password\":\"***\"}", "zip", "10115"));
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
    void flushesAndCountsWhatWasAppended() {
        try (Logs logs = Logs.with(url(), "<batchMaxWait>1 hour</batchMaxWait>")) {
            logs.logger().info("one");
            logs.logger().info("two");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(logs.appender().ledger().delivered()).isEqualTo(2);
            assertThat(logs.appender().ledger().balances()).isTrue();
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
