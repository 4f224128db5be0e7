package io.github.lokiline.logback.loki;

import static io.github.lokiline.logback.loki.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.status.InfoStatus;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.WarnStatus;
import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

class EnvironmentPresetTest {
    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void catchTheConsole() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void end() {
        System.setOut(out);
        System.setErr(err);
        MDC.clear();
        loki.close();
    }

    @Test
    void labelsWhatItDeliversByTheEnvironment() {
        try (Logs logs = Logs.preset(
                "LOKI_URL", loki.url(),
                "LOKI_APPLICATION", "orders",
                "LOKI_JOB", "nightly",
                "LOKI_LABELS", "environment=prod, team=a")) {
            logs.logger().warn("careful");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.labels())
                            .isEqualTo(Map.of(
                                    "service_name", "orders",
                                    "application", "orders",
                                    "job", "nightly",
                                    "level", "WARNING",
                                    "environment", "prod",
                                    "team", "a")));
            assertThat(logs.statuses()).allMatch(status -> status.getLevel() == Status.INFO);
            assertThat(complained.toString(StandardCharsets.UTF_8)).isEmpty();
        }
    }

    @Test
    void needsAUrlAlone() {
        try (Logs logs = Logs.preset("LOKI_URL", loki.url())) {
            logs.logger().info("hello");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.labels()).containsOnlyKeys("service_name", "level"));
        }
    }

    @Test
    void takesEmptyForNotSet() {
        try (Logs logs = Logs.preset(
                "LOG_LEVEL",
                "",
                "LOG_FORMAT",
                "",
                "LOKI_ENABLED",
                "",
                "LOKI_URL",
                loki.url(),
                "LOKI_APPLICATION",
                "",
                "LOKI_JOB",
                "",
                "LOKI_LABELS",
                "team=",
                "LOKI_TENANT",
                "",
                "LOKI_USERNAME",
                "",
                "LOKI_PASSWORD",
                "",
                "LOKI_TOKEN",
                "")) {
            logs.logger().debug("too fine");
            logs.logger().info("hello");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.labels()).containsOnlyKeys("service_name", "level"));
            assertThat(loki.requests().get(0).header("Authorization")).isEmpty();
            assertThat(consoleJson("message")).isEqualTo("hello");
        }
    }

    @Test
    void letsLokiLabelsReplaceAndRemoveThoseOfThePreset() {
        try (Logs logs = Logs.preset("LOKI_URL", loki.url(), "LOKI_JOB", "a", "LOKI_LABELS", "job=b,level=,app=c")) {
            logs.logger().info("hello");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.entries().get(0).labels())
                    .containsEntry("job", "b")
                    .containsOnlyKeys("service_name", "job", "app");
        }
    }

    @Test
    void opensNothingWithoutAUrl() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Logs logs = Logs.preset()) {
            logs.logger().info("hello");

            assertThat(logs.infos()).contains("not enabled: events are ignored");
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .noneMatch(thread -> thread.getName().contains("loki"));
            assertThat(logs.appender().ledger().appended()).isZero();
            assertThat(consoleJson("message")).isEqualTo("hello");
        }
    }

    @Test
    void deliversNothingWhenSwitchedOff() {
        try (Logs logs = Logs.preset("LOKI_URL", loki.url(), "LOKI_ENABLED", "false")) {
            logs.logger().error("hello");

            assertThat(logs.infos()).contains("not enabled: events are ignored");
        }
        assertThat(loki.requests()).isEmpty();
    }

    @Test
    void logsToTheConsoleWhenLokiEnabledIsWrong() {
        try (Logs logs = Logs.preset("LOKI_URL", loki.url(), "LOKI_ENABLED", "maybe")) {
            logs.logger().info("hello");

            assertThat(logs.appender().isStarted()).isFalse();
            assertThat(complained.toString(StandardCharsets.UTF_8)).contains("enabled \"maybe\": unknown");
            assertThat(consoleJson("message")).isEqualTo("hello");
        }
    }

    @Test
    void sendsTenantUserAndPasswordAndTellsNobody() {
        try (Logs logs = Logs.preset(
                "LOKI_URL", loki.url(), "LOKI_TENANT", "acme", "LOKI_USERNAME", "ada", "LOKI_PASSWORD", "pa$s:w%d")) {
            logs.logger().info("hello");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.requests().get(0).header("X-Scope-OrgID")).hasValue("acme");
            assertThat(loki.requests().get(0).header("Authorization")).hasValue("Basic YWRhOnBhJHM6dyVk");
            assertThat(logs.statuses()).noneMatch(status -> status.toString().contains("pa$s"));
        }
    }

    @Test
    void sendsTheTokenAndTellsNobody() {
        try (Logs logs = Logs.preset("LOKI_URL", loki.url(), "LOKI_TOKEN", "t0k3n")) {
            logs.logger().info("hello");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.requests().get(0).header("Authorization")).hasValue("Bearer t0k3n");
            assertThat(logs.statuses()).noneMatch(status -> status.toString().contains("t0k3n"));
        }
    }

    @Test
    void sendsTheCredentialsOfTheUrlAndTellsNobody() {
        try (Logs logs = Logs.preset("LOKI_URL", loki.url().replace("//", "//ada:pa55@"))) {
            logs.logger().info("hello");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.requests().get(0).header("Authorization")).hasValue("Basic YWRhOnBhNTU=");
            assertThat(logs.statuses()).noneMatch(status -> status.toString().contains("pa55"));
        }
    }

    @ParameterizedTest
    @CsvSource({"TRACE, 4", "debug, 3", "INFO, 2", "WARN, 1", "OFF, 0"})
    void logsFromTheLevelOn(String level, int lines) {
        try (Logs logs = Logs.preset("LOG_LEVEL", level)) {
            logs.logger().trace("1");
            logs.logger().debug("2");
            logs.logger().info("3");
            logs.logger().warn("4");

            assertThat(consoleLines()).hasSize(lines);
        }
    }

    @Test
    void tellsAWrongLevelAndTakesInfo() {
        try (Logs logs = Logs.preset("LOG_LEVEL", "loud")) {
            logs.logger().debug("too fine");
            logs.logger().info("hello");

            assertThat(complained.toString(StandardCharsets.UTF_8))
                    .contains("LOG_LEVEL \"loud\": unknown; write one of INFO, ")
                    .contains("INFO is used");
            assertThat(consoleJson("message")).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @CsvSource({"text, INFO TIME com.acme.Orders Post viewed", "tagged, [TIME] [INFO] [Orders]: Post viewed"})
    void writesTextForPeople(String format, String line) {
        try (Logs logs = Logs.preset("LOG_FORMAT", format)) {
            logs.logger().info("Post viewed");

            assertThat(withoutTime(consoleLines())).containsExactly(line);
        }
    }

    @ParameterizedTest
    @CsvSource({"text, WARN TIME com.acme.Orders failed", "tagged, [TIME] [WARN] [Orders]: failed"})
    void whatElseIsKnownStandsBehindTheText(String format, String line) {
        try (Logs logs = Logs.preset("LOG_FORMAT", format)) {
            MDC.put("request_id", "r-1");
            logs.logger()
                    .atWarn()
                    .setCause(new IllegalStateException("broken"))
                    .addKeyValue("status", 500)
                    .log("failed");

            assertThat(withoutTime(consoleLines()))
                    .startsWith(line + " status=\"500\" request_id=r-1", "java.lang.IllegalStateException: broken")
                    .element(2)
                    .asString()
                    .startsWith("\tat ");
        }
    }

    private static List<String> withoutTime(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "TIME"))
                .toList();
    }

    @Test
    void tellsAWrongFormatAndWritesJson() {
        try (Logs logs = Logs.preset("LOG_FORMAT", "yaml", "LOKI_URL", loki.url())) {
            logs.logger().info("hello");

            assertThat(complained.toString(StandardCharsets.UTF_8))
                    .contains("LOG_FORMAT \"yaml\": unknown; write one of json, text, tagged; json is used");
            assertThat(logs.errors()).isEmpty();
            assertThat(consoleJson("message")).isEqualTo("hello");
            assertThat(loki.awaitEntries(1, SOON)).isTrue();
        }
    }

    @Test
    void warnsOnStandardErrorOfWhatGoesWrongLater() {
        try (Logs logs = Logs.preset()) {
            logs.context().getStatusManager().add(new InfoStatus("fine", this));
            logs.context().getStatusManager().add(new WarnStatus("refused", this));

            assertThat(complained.toString(StandardCharsets.UTF_8))
                    .contains("refused")
                    .doesNotContain("fine");
        }
    }

    private List<String> consoleLines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** A field of the only line on the console. */
    private String consoleJson(String field) {
        assertThat(consoleLines()).hasSize(1);
        return JsonMapper.shared().readTree(consoleLines().get(0)).get(field).asString();
    }
}
