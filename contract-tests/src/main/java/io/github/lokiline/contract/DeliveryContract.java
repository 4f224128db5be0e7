package io.github.lokiline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.LogLevel;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of the Loki appender of every framework. A binding's test extends this class and implements the
 * configuration of logging.
 */
public abstract class DeliveryContract {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, String> NONE = Map.of();

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    /**
     * Configures logging with one appender of the binding under test.
     *
     * @param properties the appender's, text by name
     * @param lines those of the default encoder or layout
     */
    protected abstract LokiAppenderFixture start(Map<String, String> properties, Map<String, String> lines);

    @AfterEach
    void end() {
        loki.close();
    }

    @Test
    void carriesTheLineThatTheRecordGives() {
        Sample sample = sample(
                LogLevel.INFO,
                "order 7 placed",
                Map.of("request_id", "r-1", "b", "\ud83d\ude00"),
                List.of(Map.entry("status_code", 200), Map.entry("password", "s3cret")));
        try (LokiAppenderFixture logs = start(with("labels", "service_name=orders\nenv = dev"), NONE)) {
            logs.append(sample);

            StoredEntry entry = onlyEntry(logs);
            assertThat(entry.line()).isEqualTo(line(sample));
            assertThat(entry.labels()).isEqualTo(Map.of("service_name", "orders", "env", "dev"));
            assertThat(entry.metadata()).containsEntry("level", "INFO").containsEntry("request_id", "r-1");
            assertThat(logs.warnings()).isEmpty();
        }
    }

    @Test
    void keepsTheEventsTimeToTheNanosecond() {
        try (LokiAppenderFixture logs = start(with(), NONE)) {
            Sample sample = sample(LogLevel.INFO, "then");
            logs.append(sample);

            assertThat(onlyEntry(logs).timestampNanos())
                    .isEqualTo(sample.time().getEpochSecond() * 1_000_000_000L + 123_456_789);
        }
    }

    @Test
    void labelsTheLevelAsTheLineNamesIt() {
        try (LokiAppenderFixture logs =
                start(with("labels", "service_name=orders\nlevel=%level\nkind=at-%level"), NONE)) {
            logs.append(sample(LogLevel.WARN, "careful"));

            StoredEntry entry = onlyEntry(logs);
            assertThat(entry.line()).contains("\"levelname\":\"WARNING\"");
            assertThat(entry.labels()).containsEntry("level", "WARNING").containsEntry("kind", "at-WARNING");
            assertThat(entry.metadata()).containsEntry("level", "WARNING");
        }
    }

    @Test
    void readsLabelsFromTheEvent() {
        String labels = "zone=%X{zone}\nor=%X{none:-other}\nlogger=%logger\nthread=%thread\ncode=%kvp{code}\n"
                + "mixed=web-%X{zone}/%level\nwide=%-4X{zone}.\nempty=%X{none}\nservice_name=orders";
        try (LokiAppenderFixture logs = start(with("labels", labels), NONE)) {
            logs.append(sample(LogLevel.INFO, "hello", Map.of("zone", "eu"), List.of(Map.entry("code", 200))));

            assertThat(onlyEntry(logs).labels())
                    .isEqualTo(Map.of(
                            "zone", "eu",
                            "or", "other",
                            "logger", "com.acme.Orders",
                            "thread", "worker-1",
                            "code", "200",
                            "mixed", "web-eu/INFO",
                            "wide", "eu  .",
                            "service_name", "orders"));
        }
    }

    @Test
    void takesIdsFromTheContextUnderTheirOtherNames() {
        try (LokiAppenderFixture logs = start(with(), NONE)) {
            Map<String, String> context = Map.of("traceId", "t-1", "spanId", "s-1", "X-Request-ID", "r-1");
            logs.append(sample(LogLevel.INFO, "traced", context, List.of()));

            assertThat(onlyEntry(logs).metadata())
                    .containsEntry("trace_id", "t-1")
                    .containsEntry("span_id", "s-1")
                    .containsEntry("request_id", "r-1");
        }
    }

    /** YAML reads a bare {@code off} as {@code false}. */
    @ParameterizedTest
    @ValueSource(strings = {"off", "false", "False"})
    void sendsNoMetadataWhenItIsOff(String off) {
        try (LokiAppenderFixture logs = start(with("structuredMetadata", off), NONE)) {
            logs.append(sample(LogLevel.INFO, "bare"));

            assertThat(onlyPushed(logs)).isEmpty();
        }
    }

    @Test
    void sendsTheContextAndKeyValuesThatGlobsTake() {
        String metadata = "*=%mdc{user*,!user_agent}\n*=%kvp{duration_ms}";
        try (LokiAppenderFixture logs = start(with("structuredMetadata", metadata), NONE)) {
            logs.append(sample(
                    LogLevel.INFO,
                    "done",
                    Map.of("user_name", "ada", "user_agent", "curl", "other", "x"),
                    List.of(Map.entry("duration_ms", 12), Map.entry("path", "/"))));

            assertThat(onlyPushed(logs)).isEqualTo(Map.of("user_name", "ada", "duration_ms", "12"));
        }
    }

    @Test
    @Tag("promise-12")
    void masksSecretsInLabelsAndMetadata() {
        String metadata = "*=%mdc\nmine=with-%X{access_token}\nlong=%20X{api_key}";
        Map<String, String> properties =
                with("labels", "service_name=orders\nwho=%X{password}", "structuredMetadata", metadata);
        try (LokiAppenderFixture logs = start(properties, NONE)) {
            Map<String, String> context =
                    Map.of("password", "hunter2", "access_token", "hunter3", "api_key", "hunter4");
            logs.append(sample(LogLevel.INFO, "hello", context, List.of()));

            StoredEntry entry = onlyEntry(logs);
            assertThat(entry.labels()).containsEntry("who", "***");
            assertThat(entry.metadata()).containsEntry("password", "***").containsEntry("mine", "***");
            assertThat(entry.toString()).doesNotContain("hunter");
        }
    }

    @Test
    @Tag("promise-12")
    void redactsLabelsAndMetadataAsTheLines() {
        Map<String, String> properties = with(
                "labels",
                "service_name=orders\ncontact=ops@example.org\nwho=for %X{user}",
                "structuredMetadata",
                "*=%mdc\n*=%kvp\nmine=%kvp{auth}\nlong=%20X{user}\nmessage=%msg");
        try (LokiAppenderFixture logs = start(properties, Map.of("redactPatterns", "email,bearer"))) {
            logs.append(sample(
                    LogLevel.INFO,
                    "for bob@example.org",
                    Map.of("user", "ada@example.org"),
                    List.of(Map.entry("auth", "Bearer abc"))));

            StoredEntry entry = onlyEntry(logs);
            assertThat(entry.labels()).containsEntry("who", "for ***").containsEntry("contact", "ops@example.org");
            assertThat(entry.metadata())
                    .containsEntry("user", "***")
                    .containsEntry("auth", "Bearer ***")
                    .containsEntry("mine", "Bearer ***");
            assertThat(entry.toString()).doesNotContain("ada@", "bob@", "abc");
        }
    }

    @Test
    void readsTheTenantFromEachEvent() {
        try (EmbeddedLoki tenants = EmbeddedLoki.builder().tenants(true).start();
                LokiAppenderFixture logs = start(with("url", tenants.url(), "tenantId", "%X{tenant:-shared}"), NONE)) {
            logs.append(sample(LogLevel.INFO, "for a", Map.of("tenant", "a"), List.of()));
            logs.append(sample(LogLevel.INFO, "for all"));

            assertThat(logs.flush(SOON)).isTrue();
            assertThat(tenants.entries("a")).hasSize(1);
            assertThat(tenants.entries("shared")).hasSize(1);
        }
    }

    @Test
    void sendsAnErrorAtOnceHoweverLongABatchMayWait() {
        try (LokiAppenderFixture logs = start(with("batchMaxWait", "1 hour"), NONE)) {
            logs.append(sample(LogLevel.INFO, "before"));
            logs.append(sample(LogLevel.ERROR, "now"));

            assertThat(loki.awaitEntries(2, SOON)).isTrue();
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
        String metadata = "*=%kvp\nbroken=%kvp{b}\nfine=yes";
        try (LokiAppenderFixture logs = start(with("structuredMetadata", metadata), NONE)) {
            logs.append(sample(LogLevel.INFO, "hello", Map.of(), List.of(Map.entry("b", broken), Map.entry("c", 1))));

            assertThat(onlyPushed(logs)).isEqualTo(Map.of("fine", "yes", "c", "1"));
            assertThat(logs.warnings())
                    .singleElement()
                    .asString()
                    .contains("IllegalStateException")
                    .doesNotContain("secret");
        }
    }

    @Test
    @Tag("promise-1")
    void countsAndDropsWhatAValuesToStringLogs() {
        try (LokiAppenderFixture logs = start(with(), NONE)) {
            Object chatty = new Object() {
                @Override
                public String toString() {
                    logs.append(sample(LogLevel.INFO, "from inside"));
                    return "chatty";
                }
            };

            logs.append(sample(LogLevel.INFO, "outside", Map.of(), List.of(Map.entry("who", chatty))));
            logs.append(sample(LogLevel.INFO, "next"));

            assertThat(logs.flush(SOON)).isTrue();
            assertThat(loki.lines()).hasSize(2).noneMatch(line -> line.contains("from inside"));
            assertThat(logs.ledger().dropped().get("reentrant")).isPositive();
            assertThat(logs.ledger().balances()).isTrue();
        }
    }

    @ParameterizedTest
    @Tag("promise-1")
    @ValueSource(strings = {"okhttp3.internal.concurrent.TaskRunner", "okhttp3.internal.http2.Http2"})
    void shutsOutTheLoggersThroughWhichEachPushWouldLog(String logger) {
        try (LokiAppenderFixture logs = start(with(), NONE)) {
            logs.append(from(logger, "worker-1"));

            assertThat(logs.ledger().appended()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lokiline-worker", "lokiline-push-1", "lokiline-push-12", "lokiline-exit"})
    void shutsOutWhatItsOwnThreadsLogThoughAnotherThreadBringsIt(String thread) {
        try (LokiAppenderFixture logs = start(with(), NONE)) {
            logs.append(from("com.acme.Orders", thread));

            assertThat(logs.ledger().appended()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        okhttp3.OkHttpClient             | worker-1
        okhttp3.internal.http2.Http2Writer | worker-1
        okhttp3.internal.platform.Platform | worker-1
        com.acme.Orders                  | lokiline-demo
        com.acme.Orders                  | lokiline-worker-2
        com.acme.Orders                  | lokiline-push-
        com.acme.Orders                  | lokiline-push-x
        com.acme.Orders                  | lokiline
        """)
    void keepsWhatTheApplicationLogsWhateverItIsCalled(String logger, String thread) {
        try (LokiAppenderFixture logs = start(with(), NONE)) {
            logs.append(from(logger, thread));

            assertThat(onlyEntry(logs).line()).contains(logger, thread);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        enabled            | yes
        url                | loki:3100
        url                | ftp://loki:3100
        labels             | a=
        labels             | a*=%mdc
        labels             | zone=%X{zone}
        labels             | a=%wrongword
        labels             | a=%X
        labels             | a=50%
        structuredMetadata | *=%msg
        structuredMetadata | a=%kvp
        structuredMetadata | a=%10kvp{b}
        maxStreams         | many
        maxStreams         | 0
        tenantId           | %wrongword
        bearerTokenFile    | /no/such/token
        trustStore         | /no/such/store
        keyStore           | /no/such/store
        proxy              | nowhere
        batchMaxBytes      | 1048576
        batchMaxBytes      | 0 B
        batchMaxWait       | 5
        batchMaxWait       | soon
        queueMaxBytes      | huge
        overflow           | dropRandom
        overflowMaxBlock   | 100
        maxAge             | old
        spoolDirectory     | pom.xml
        spoolMaxBytes      | 1 MB
        spoolMaxAge        | 7
        spoolFsync         | sometimes
        deadLetterFile     | src
        connectTimeout     | 5
        requestTimeout     | never
        retryMinBackoff    | 1 fortnight
        retryMaxBackoff    | 5
        shutdownTimeout    | -1 s
        flushOnExit        | maybe
        strictOrder        | 1
        metrics            | perhaps
        """)
    void refusesAWrongValueWithOneWarningAndDeliversNothing(String property, String value) {
        try (LokiAppenderFixture logs = start(with(property, value), NONE)) {
            logs.append(sample(LogLevel.ERROR, "the application runs on"));

            assertThat(logs.isDelivering()).isFalse();
            assertThat(logs.warnings()).singleElement().asString().containsPattern(property + " \".*\": .+; .+");
        }
    }

    @Test
    void tellsAllThatIsWrongTogether() {
        Map<String, String> properties = with("url", "loki", "batchMaxWait", "5", "maxStreams", "0", "overflow", "x");
        try (LokiAppenderFixture logs = start(properties, NONE)) {
            assertThat(logs.isDelivering()).isFalse();
            assertThat(String.join("\n", logs.warnings()))
                    .contains("url \"", "batchMaxWait \"", "maxStreams \"", "overflow \"");
        }
    }

    @Test
    void deliversNothingWhereItsLinesCannotBeMade() {
        try (LokiAppenderFixture logs = start(with(), Map.of("maxLineBytes", "5"))) {
            logs.append(sample(LogLevel.INFO, "hello"));

            assertThat(logs.isDelivering()).isFalse();
            assertThat(String.join("\n", logs.warnings())).contains("maxLineBytes \"5\": ");
        }
    }

    @Test
    void acceptsAndIgnoresEventsWhenItIsNotEnabled() {
        // What is not used may be unset or wrong.
        try (LokiAppenderFixture logs = start(with("enabled", "false", "url", "loki:3100"), NONE)) {
            logs.append(sample(LogLevel.ERROR, "hello"));

            assertThat(logs.isDelivering()).isTrue();
            assertThat(logs.ledger().appended()).isZero();
            assertThat(loki.requests()).isEmpty();
        }
    }

    @Test
    void losesNothingWhenLoggingIsConfiguredAnew() {
        try (LokiAppenderFixture logs = start(with("batchMaxWait", "1 hour"), NONE)) {
            for (int round = 0; round < 3; round++) {
                logs.append(sample(LogLevel.INFO, "round " + round));
                logs.configureAnew();
            }
            logs.append(sample(LogLevel.INFO, "round 3"));

            assertThat(logs.flush(SOON)).isTrue();
            assertThat(loki.awaitEntries(4, SOON)).isTrue();
            assertThat(loki.lines()).hasSize(4);
            assertThat(logs.ledger().balances()).isTrue();
        }
    }

    @Test
    void losesNothingWhenLoggingIsConfiguredAnewWhileLokiIsDown() {
        loki.stop();
        try (LokiAppenderFixture logs = start(with("retryMaxBackoff", "100 ms", "retryMinBackoff", "50 ms"), NONE)) {
            logs.append(sample(LogLevel.ERROR, "before"));
            logs.configureAnew();
            logs.append(sample(LogLevel.ERROR, "after"));
            loki.restart();

            assertThat(loki.awaitEntries(2, SOON)).isTrue();
            assertThat(logs.flush(SOON)).isTrue();
            assertThat(logs.ledger().delivered()).isEqualTo(2);
            assertThat(logs.ledger().balances()).isTrue();
        }
    }

    @Test
    void deliversWhatWaitedWhenItWasStopped() {
        LokiAppenderFixture logs = start(with("batchMaxWait", "1 hour"), NONE);
        logs.append(sample(LogLevel.INFO, "last words"));

        logs.close();

        assertThat(loki.awaitEntries(1, SOON)).isTrue();
    }

    private Map<String, String> with(String... namesAndValues) {
        Map<String, String> properties = new HashMap<>();
        properties.put("url", loki.url());
        properties.put("labels", "service_name=orders");
        properties.put("batchMaxWait", "20 ms");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }

    private StoredEntry onlyEntry(LokiAppenderFixture logs) {
        assertThat(logs.flush(SOON)).isTrue();
        assertThat(loki.entries()).hasSize(1);
        return loki.entries().get(0);
    }

    /** Returns the metadata as sent, without the names that Loki adds. */
    private Map<String, String> onlyPushed(LokiAppenderFixture logs) {
        onlyEntry(logs);
        return loki.requests().get(0).streams().get(0).entries().get(0).metadata();
    }

    private static String line(Sample sample) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        EventEncoder.json(new SampleView(), NONE, new PropertyParser()).encode(sample, out);
        return new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
    }

    private static Sample sample(LogLevel level, String message) {
        return sample(level, message, Map.of(), List.of());
    }

    private static Sample sample(
            LogLevel level, String message, Map<String, String> context, List<Map.Entry<String, Object>> keyValues) {
        return new Sample(now(), level, "com.acme.Orders", "worker-1", message, context, keyValues, null);
    }

    private static Sample from(String logger, String thread) {
        return new Sample(now(), LogLevel.INFO, logger, thread, "hello", Map.of(), List.of(), null);
    }

    private static Instant now() {
        return Instant.now().minusSeconds(60).with(ChronoField.NANO_OF_SECOND, 123_456_789);
    }
}
