package io.github.lokiline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.LokiClient;
import io.github.lokiline.client.LokiEntry;
import io.github.lokiline.doctor.Visitor.Result;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.LokiExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the findings before any connection. */
@ExtendWith(LokiExtension.class)
class ConfigurationTest {

    @TempDir
    Path folder;

    @Test
    void namesTheVariableThatIsMissing() {
        Result result = Visitor.withVariables(Map.of());

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.of("configuration")).startsWith("FAIL").contains("LOKI_URL is not set");
    }

    @Test
    void namesTheVariableOfAFile() {
        Result result = Visitor.withAppender(
                folder, "<url>http://localhost:3100</url><bearerToken>${NO_SUCH_TOKEN}</bearerToken>");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.of("configuration")).contains("bearerToken").contains("NO_SUCH_TOKEN");
    }

    @Test
    void tellsThatAUrlIsNone() {
        Result result = Visitor.withUrl("loki:3100");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.of("configuration"))
                .contains("LOKI_URL: url \"loki:3100\"")
                .contains("http://");
    }

    @Test
    void tellsOfATokenBesideAPassword() {
        Result result = Visitor.withVariables(Map.of(
                "LOKI_URL", "http://localhost:3100",
                "LOKI_USERNAME", "ann",
                "LOKI_PASSWORD", "pass-of-ann",
                "LOKI_TOKEN", "token-of-ann"));

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.of("configuration")).contains("LOKI_USERNAME").contains("only one can be sent");
        assertThat(result.text()).doesNotContain("pass-of-ann", "token-of-ann");
    }

    @Test
    void tellsAllFaultsTogether() {
        Result result = Visitor.withAppender(folder, "<url>loki</url><batchMaxBytes>5</batchMaxBytes><proxy>x</proxy>");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.text()).contains("url \"loki\"", "batchMaxBytes \"5\"", "proxy \"x\"");
    }

    @Test
    void passesOnWhatTheEncoderReportsWhereTheAppenderDoesNotStart() {
        Result result = Visitor.withAppender(folder, """
                <batchWait>5 s</batchWait>
                <encoder class="io.github.lokiline.logback.json.JsonEncoder"><maxLineBytes>5</maxLineBytes></encoder>
                """);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.text()).contains("maxLineBytes \"5\"", "[batchWait]", "encoder \"JsonEncoder\": not started");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pass&of-ann", "pass&of-ann;", "pass<of-ann x"})
    void quotesNothingOfAPasswordThatIsNoXml(String password) {
        Result result = Visitor.withAppender(folder, "\n<password>" + password + "</password>");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.text()).contains("line 4 ", "&amp;").doesNotContain("of-ann");
    }

    @Test
    void saysWhenNothingIsDeliveredAnyway() {
        assertThat(Visitor.withVariables(Map.of("LOKI_URL", "http://localhost:3100", "LOKI_ENABLED", "false")))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(2))
                .satisfies(result -> assertThat(result.text()).contains("LOKI_ENABLED is false"));
    }

    @Test
    void needsAFileThatCanBeRead() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.xml"), "<configuration><appender></configuration>");

        assertThat(Visitor.withVariables(Map.of(), "nothing.xml"))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(2))
                .satisfies(result -> assertThat(result.text()).contains("nothing.xml: no such file"));
        assertThat(Visitor.withVariables(Map.of(), broken.toString()))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(2))
                .satisfies(result -> assertThat(result.text()).contains("Logback cannot read it"));
    }

    @Test
    void needsAnAppenderOfOurs() {
        Result result = Visitor.withXml(
                folder,
                "<appender name='C' class='ch.qos.logback.core.ConsoleAppender'/><root><appender-ref ref='C'/></root>");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.text()).contains("no appender of class io.github.lokiline.logback.loki.LokiAppender");
    }

    @Test
    void readsVariablesDefaultsIncludesAndImportsAsLogbackDoes(EmbeddedLoki loki) throws Exception {
        Files.writeString(folder.resolve("included.xml"), """
                <included>
                  <appender name="${NAME}" class="LokiAppender">
                    <url>${MY_LOKI_URL:-%s}</url>
                  </appender>
                </included>
                """.formatted(loki.url()));

        Result result = Visitor.withXml(folder, """
                <import class="io.github.lokiline.logback.loki.LokiAppender"/>
                <property name="NAME" value="FAR"/>
                <include file="%s"/>
                <root level="INFO"><appender-ref ref="FAR"/></root>
                """.formatted(folder.resolve("included.xml")));

        assertThat(result.text()).contains("Appender FAR: " + loki.url());
        assertThat(result.exit()).as(result.text()).isZero();
    }

    @Test
    void examinesEachAppenderAndFailsWithAnyOfThem(EmbeddedLoki loki) {
        Result result = Visitor.withXml(folder, """
                <appender name="GOOD" class="io.github.lokiline.logback.loki.LokiAppender"><url>%s</url></appender>
                <appender name="BAD" class="io.github.lokiline.logback.loki.LokiAppender">
                  <url>http://nothing.invalid</url>
                </appender>
                <root level="INFO"><appender-ref ref="GOOD"/><appender-ref ref="BAD"/></root>
                """.formatted(loki.url()));

        assertThat(result.text())
                .containsSubsequence("Appender GOOD", "All checks passed", "Appender BAD", "Problems found");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void examinesOneOfThemWhenAsked(EmbeddedLoki loki) {
        String xml = """
                <appender name="GOOD" class="io.github.lokiline.logback.loki.LokiAppender"><url>%s</url></appender>
                <appender name="BAD" class="io.github.lokiline.logback.loki.LokiAppender">
                  <url>http://nothing.invalid</url>
                </appender>
                <root level="INFO"><appender-ref ref="GOOD"/><appender-ref ref="BAD"/></root>
                """.formatted(loki.url());

        assertThat(Visitor.withXml(folder, xml, "--appender", "GOOD"))
                .satisfies(result -> assertThat(result.exit()).isZero())
                .satisfies(result -> assertThat(result.text()).doesNotContain("BAD"));
        assertThat(Visitor.withXml(folder, xml, "--appender", "UGLY").exit()).isEqualTo(2);
    }

    @Test
    void warnsOfAnAppenderThatNoLoggerHas(EmbeddedLoki loki) {
        Result result = Visitor.withXml(
                folder,
                "<appender name='LOKI' class='io.github.lokiline.logback.loki.LokiAppender'><url>" + loki.url()
                        + "</url></appender>");

        assertThat(result.of("configuration")).startsWith("warn").contains("no logger has an appender-ref to it");
    }

    @Test
    void passesOnWhatTheAppenderWarnsOf(EmbeddedLoki loki) {
        Result result = Visitor.withAppender(
                folder, "<url>" + loki.url() + "</url><labels>service_name=a\nrequest_id=%X{request_id}</labels>");

        assertThat(result.of("configuration")).startsWith("warn").contains("request_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/loki/api/v1/push/", "//loki//api/v1/push", "/"})
    void pushesToTheAddressThatTheAppenderRepairs(String path, EmbeddedLoki loki) {
        Result result = Visitor.withAppender(folder, "<url>" + loki.url() + path + "</url>");

        assertThat(result.exit()).as(result.text()).isZero();
        assertThat(result.text()).contains("Appender LOKI: " + loki.url() + "/loki/api/v1/push\n");
        assertThat(loki.entries()).hasSize(1);
    }

    @Test
    void startsNothingElseOfTheFileAndPrintsNoStatus(EmbeddedLoki loki) {
        Path log = folder.resolve("application.log");
        Result result = Visitor.withXml(folder, """
                <statusListener class="ch.qos.logback.core.status.OnConsoleStatusListener"/>
                <appender name="FILE" class="ch.qos.logback.core.FileAppender">
                  <file>%s</file><encoder><pattern>%%m%%n</pattern></encoder>
                </appender>
                <appender name="STRANGE" class="com.acme.NotHere"><thing/></appender>
                <appender name="LOKI" class="io.github.lokiline.logback.loki.LokiAppender"><url>%s</url></appender>
                <root level="INFO">
                  <appender-ref ref="FILE"/><appender-ref ref="STRANGE"/><appender-ref ref="LOKI"/>
                </root>
                """.formatted(log, loki.url()));

        assertThat(result.exit()).as(result.text()).isZero();
        assertThat(result.of("configuration")).startsWith("ok");
        assertThat(log).doesNotExist();
    }

    @Test
    void needsToKnowWhichTenantWhenEventsTellIt(EmbeddedLoki loki) {
        String elements = "<url>" + loki.url() + "</url><tenantId>%X{tenant}</tenantId>";

        assertThat(Visitor.withAppender(folder, elements))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(2))
                .satisfies(result -> assertThat(result.text()).contains("--tenant NAME"));
        assertThat(Visitor.withAppender(folder, elements, "--tenant", "team-a").of("access"))
                .contains("tenant team-a");
    }

    @Test
    void leavesWhatTheApplicationHasSpooledToTheApplication(EmbeddedLoki loki) throws Exception {
        Path spool = Files.createDirectory(folder.resolve("spool"));
        loki.stop();
        spoolOneLine(loki.url(), spool);
        Map<String, Long> before = files(spool);
        loki.restart();

        Result result = Visitor.withVariables(Map.of("LOKI_URL", loki.url(), "LOKI_SPOOL_DIR", spool.toString()));

        assertThat(result.exit()).as(result.text()).isZero();
        assertThat(before).isNotEmpty();
        assertThat(files(spool)).isEqualTo(before);
        assertThat(loki.lines()).singleElement().asString().contains("doctor");
    }

    @Test
    void leavesTheDeadLetterFileToTheApplicationToCreate(EmbeddedLoki loki) {
        Path file = folder.resolve("dead/letters.jsonl");

        Result result = Visitor.withAppender(
                folder, "<url>" + loki.url() + "</url><deadLetterFile>" + file + "</deadLetterFile>");

        assertThat(result.exit()).as(result.text()).isZero();
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void tellsOfADeadLetterFileThatIsADirectory() {
        Result result = Visitor.withAppender(
                folder, "<url>http://localhost:3100</url><deadLetterFile>" + folder + "</deadLetterFile>");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.of("configuration")).contains("deadLetterFile", "a directory and no file");
    }

    private static void spoolOneLine(String url, Path spool) {
        LokiClient client = LokiClient.builder()
                .url(url)
                .spoolDirectory(spool)
                .shutdownTimeout(Duration.ZERO)
                .build();
        client.offer(LokiEntry.of(Map.of("service_name", "orders"), "of the application"));
        client.close();
        assertThat(client.ledger().spooled()).isEqualTo(1);
    }

    private static Map<String, Long> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            Path::toString, file -> file.toFile().length()));
        }
    }

    @Test
    void saysWhetherTheSpoolCanBeWritten(EmbeddedLoki loki) throws Exception {
        Path spool = Files.createDirectory(folder.resolve("spool"));
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(Visitor.withVariables(Map.of("LOKI_URL", loki.url(), "LOKI_SPOOL_DIR", spool.toString()))
                        .of("spool"))
                .startsWith("ok")
                .contains("MB free");
        assertThat(Visitor.withVariables(Map.of("LOKI_URL", loki.url(), "LOKI_SPOOL_DIR", file.toString())))
                .satisfies(result ->
                        assertThat(result.of("spool")).startsWith("FAIL").contains("not a directory"))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(1));
    }

    @Test
    void knowsItsOptions() {
        assertThat(Visitor.withVariables(Map.of(), "--help"))
                .satisfies(result -> assertThat(result.exit()).isZero())
                .satisfies(result -> assertThat(result.text()).contains("usage: java -jar", "--no-read-back"));
        for (String[] wrong : new String[][] {
            {"--nonsense"}, {"--patience"}, {"--patience", "5"}, {"a.xml", "b.xml"}, {"--query-url", "here"}
        }) {
            assertThat(Visitor.withUrl("http://127.0.0.1:1", wrong).exit()).isEqualTo(2);
        }
    }
}
