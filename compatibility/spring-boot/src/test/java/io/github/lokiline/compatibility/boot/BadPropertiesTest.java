package io.github.lokiline.compatibility.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BadPropertiesTest {

    private static final Path CONFIGURATION = Path.of("src/test/resources/bad-properties");

    /** Each appender of the file with the expected error: the property, and its value in quotes. */
    private static final Map<String, List<String>> FAULTS = Map.ofEntries(
            Map.entry("URL_WITHOUT_SCHEME", List.of("url \"loki:3100\": ")),
            Map.entry("URL_OF_ANOTHER_KIND", List.of("url \"ftp://localhost:21\": ")),
            Map.entry("UNSET_VARIABLE", List.of("url \"NO_SUCH_VARIABLE_IS_UNDEFINED\": ")),
            Map.entry("EMPTY_LABEL", List.of("labels \"***\": no key")),
            Map.entry("LABEL_WITHOUT_VALUE", List.of("labels \"***\": no \"=\"")),
            Map.entry("TOO_MANY_LABELS", List.of("labels \"")),
            Map.entry("BARE_DURATION", List.of("batchMaxWait \"5\": ")),
            Map.entry("NO_DURATION", List.of("requestTimeout \"soon\": ")),
            Map.entry("BARE_SIZE", List.of("queueMaxBytes \"1000000\": ")),
            Map.entry("NO_SIZE", List.of("batchMaxBytes \"much\": ")),
            Map.entry("NO_WORD", List.of("overflow \"dropSome\": ")),
            Map.entry("NO_NUMBER", List.of("maxStreams \"many\": ")),
            Map.entry("NO_BOOLEAN", List.of("enabled \"maybe\": ")),
            Map.entry("UNREADABLE_KEY_STORE", List.of("keyStore \"no/such/key-store.p12\": ")),
            Map.entry("NO_HEADER", List.of("header \"")),
            Map.entry("TWO_FAULTS", List.of("batchMaxWait \"never\": ", "maxAge \"always\": ")),
            Map.entry("BAD_LABEL_PATTERN", List.of("labels \"")),
            Map.entry("NO_LABEL_PAIRS", List.of("labels \"")),
            Map.entry("UNSET_IN_LABELS", List.of("labels \"NO_SUCH_VARIABLE_IS_UNDEFINED\": ")),
            Map.entry("BAD_METADATA", List.of("structuredMetadata \"")),
            Map.entry("BAD_TENANT", List.of("tenantId \"a b/c\": ")),
            Map.entry("BAD_TENANT_PATTERN", List.of("tenantId \"")),
            Map.entry("BAD_PROXY", List.of("proxy \"nowhere\": ")),
            Map.entry("UNREADABLE_TRUST_STORE", List.of("trustStore \"no/such/trust-store.p12\": ")),
            Map.entry("UNREADABLE_TOKEN", List.of("bearerTokenFile \"no/such/token\": ")),
            Map.entry("TWO_CREDENTIALS", List.of("username \"ada\": ")),
            Map.entry("HEADER_AND_TOKEN", List.of("header \"Authorization: ***\": ")),
            Map.entry("BACKOFF_UPSIDE_DOWN", List.of("retryMinBackoff \"10 s\": ")),
            Map.entry("BATCH_TOO_LARGE", List.of("batchMaxBytes \"100 MB\": ")),
            Map.entry("BARE_BLOCK", List.of("overflowMaxBlock \"100\": ")),
            Map.entry("NO_FLUSH", List.of("flushOnExit \"perhaps\": ")),
            Map.entry("NO_ORDER", List.of("strictOrder \"1\": ")),
            Map.entry("NO_METRICS", List.of("metrics \"some\": ")),
            Map.entry("SMALL_SPOOL", List.of("spoolMaxBytes \"1 MB\": ")),
            Map.entry("BAD_ENCODER", List.of("encoder \"JsonEncoder\": ")));

    @ParameterizedTest
    @EnumSource
    void theApplicationRunsOnAndIsToldEveryFault(BootVersion boot) throws Exception {
        try (BootProcess application = BootProcess.start(boot, CONFIGURATION, Map.of())) {
            application.awaitStarted();
            int exitCode = application.end();

            String output = application.output();
            assertThat(exitCode).as(output).isZero();
            assertThat(output)
                    .contains("line 1 before Boot starts", "line 1 after Boot started", "line 1 before the end")
                    .doesNotContain("Logging system failed to initialize", "|-ERROR");
            FAULTS.forEach((appender, faults) -> assertThat(warnings(output, appender))
                    .as("%s, of all it printed:%n%s", appender, output)
                    .satisfies(warnings -> faults.forEach(fault -> assertThat(warnings)
                            .anySatisfy(warning -> assertThat(warning).contains(fault)))));
            assertThat(warnings(output, ""))
                    .as("what is wrong with the encoder, the encoder says")
                    .anySatisfy(warning -> assertThat(warning).contains("maxLineBytes \"long\": "));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultTellsTheRuleAndTheWayOut(BootVersion boot) throws Exception {
        try (BootProcess application = BootProcess.start(boot, CONFIGURATION, Map.of())) {
            application.awaitStarted();
            application.end();

            assertThat(warnings(application.output(), "LokiAppender"))
                    .isNotEmpty()
                    .allSatisfy(warning -> assertThat(warning).matches(".* - \\w+ \".*\": .+; .+"));
        }
    }

    /** Returns the WARN statuses of the appenders whose names contain a text. */
    private static List<String> warnings(String output, String name) {
        return output.lines()
                .filter(line -> line.contains("|-WARN"))
                .filter(line -> line.substring(0, line.indexOf(" - ")).contains(name))
                .toList();
    }
}
