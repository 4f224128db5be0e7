package io.github.lokiline.compatibility.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the starter in both Spring Boots, with Logback and with Log4j, configured by environment variables only. */
class StarterTest {

    @TempDir
    private Path nothing;

    @ParameterizedTest
    @EnumSource
    void deliversFromTheStartToTheLastLine(LoggingStack stack) throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                BootProcess application = stack.start(
                        nothing,
                        Map.of(
                                "LOKILINE_URL",
                                loki.url(),
                                "LOKILINE_LABELS_TEAM",
                                "a",
                                "LOKILINE_BATCHMAXWAIT",
                                "1 h"))) {
            application.awaitStarted();

            assertThat(application.end()).as(application.output()).isZero();
            assertThat(loki.lines())
                    .anySatisfy(line -> assertThat(line).contains("\"message\":\"Starting Application"))
                    .anySatisfy(line -> assertThat(line).contains("line 20 before the end"));
            assertThat(loki.entries())
                    .extracting(StoredEntry::labels)
                    .containsOnly(Map.of("service_name", "orders", "team", "a"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUrlAloneMakesTheApplicationsNameTheService(LoggingStack stack) throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                BootProcess application =
                        stack.start(nothing, Map.of("LOKILINE_URL", loki.url(), "HOSTNAME", "web-1"))) {
            application.awaitStarted();

            assertThat(application.end()).as(application.output()).isZero();
            assertThat(loki.entries())
                    .extracting(StoredEntry::labels)
                    .containsOnly(Map.of("service_name", "orders", "host", "web-1"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPropertyIsOnTheConsoleAndTheApplicationRunsOn(LoggingStack stack) throws Exception {
        Map<String, String> wrong = Map.of(
                "LOKILINE_URL",
                "loki:3100",
                "LOKILINE_BATCHWAIT",
                "1 s",
                "LOKILINE_SPOOLDIRECTORY",
                "${NOT_SET_ANYWHERE}");
        try (BootProcess application = stack.start(nothing, wrong)) {
            application.awaitStarted();

            assertThat(application.end()).isZero();
            assertThat(application.output())
                    .contains("url \"loki:3100\": ", "lokiline.batchwait: unknown property, ignored")
                    .contains("variable NOT_SET_ANYWHERE is not set")
                    .doesNotContain("Logging system failed to initialize", "|-WARN", "StatusLogger");
        }
    }
}
