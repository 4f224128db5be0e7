package io.github.lokiline.logback.loki;

import static io.github.lokiline.logback.loki.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.status.Status;
import io.github.lokiline.testkit.EmbeddedLoki;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url                | ${LOKI_HOST}
            labels             | no equals sign
            labels             | a=%replace(%msg
            labels             | a=b-%X{HOST_IS_UNDEFINED}
            structuredMetadata | no equals sign
            structuredMetadata | *=${SOME}
            header             | without a colon
            """)
    void refusesAWrongValueWithOneWarningAndStaysStopped(String property, String value) {
        try (Logs logs = Logs.with("<" + property + ">" + value + "</" + property + ">")) {
            logs.logger().error("the application runs on");

            assertThat(logs.appender().isStarted()).isFalse();
            assertThat(logs.warnings()).singleElement().asString().matches("(?s)" + property + " \".+\": .+; .+");
            assertThat(logs.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enabled            | TRUE
            labels             | a=b
            labels             | a=%X{zone:-eu}
            labels             | a=in-%X{zone}
            url                | ''
            structuredMetadata | a=100\\%
            structuredMetadata | a=%replace(%logger){'com','org'}
            structuredMetadata | OFF
            structuredMetadata | *=%mdc{a*,!b}
            maxStreams         | 5
            tenantId           | acme
            tenantId           | %X{tenant}
            bearerToken        | abc
            header             | X-Team: a
            proxy              | http://proxy:3128
            batchMaxBytes      | 512 KB
            batchMaxWait       | 5 s
            batchMaxWait       | ''
            queueMaxBytes      | 8 MB
            overflow           | dropOldest
            overflow           | block
            overflowMaxBlock   | 1 second
            maxAge             | 7 d
            spoolMaxBytes      | 64 MB
            spoolMaxAge        | 2 days
            spoolFsync         | always
            connectTimeout     | 1 minute
            requestTimeout     | 20 seconds
            retryMinBackoff    | 100 ms
            retryMaxBackoff    | 1 m
            shutdownTimeout    | 2 s
            flushOnExit        | false
            strictOrder        | true
            metrics            | false
            """)
    void startsWithARightValue(String property, String value) {
        try (Logs logs = Logs.with("<" + property + ">" + value + "</" + property + ">")) {
            assertThat(logs.appender().isStarted()).isTrue();
            assertThat(logs.warnings()).isEmpty();
            assertThat(logs.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url                | <url>http://ada:x@loki</url><username>bob</username><password>y</password>
            username           | <username>ada</username><password>x</password><bearerToken>y</bearerToken>
            bearerTokenFile    | <bearerToken>y</bearerToken><bearerTokenFile>pom.xml</bearerTokenFile>
            header             | <header>Authorization: Basic x</header><bearerToken>y</bearerToken>
            header             | <header>X-Scope-OrgID: a</header><tenantId>b</tenantId>
            password           | <password>x</password>
            username           | <username>ada</username>
            keyStorePassword   | <keyStorePassword>x</keyStorePassword>
            trustStore         | <trustStore>pom.xml</trustStore><trustStorePassword>x</trustStorePassword>
            proxy              | <proxy>https://proxy:3128</proxy>
            tenantId           | <tenantId>a b/c</tenantId>
            batchMaxBytes      | <batchMaxBytes>100 MB</batchMaxBytes>
            retryMinBackoff    | <retryMinBackoff>10 s</retryMinBackoff><retryMaxBackoff>1 s</retryMaxBackoff>
            """)
    void refusesWhatDoesNotGoTogether(String property, String xml) {
        try (Logs logs = Logs.with(xml)) {
            assertThat(logs.appender().isStarted()).isFalse();
            assertThat(logs.warnings()).singleElement().asString().matches("(?s)" + property + " \".+\": .+; .+");
            assertThat(logs.warnings()).noneMatch(text -> text.contains("ada:x") || text.contains("Basic x"));
        }
    }

    @Test
    void reportsAllFaultsTogether() {
        try (Logs logs = Logs.with(
                "<url>loki:3100</url>",
                "<batchMaxWait>5</batchMaxWait>",
                "<labels>a=</labels>",
                "<password>x</password>")) {
            assertThat(logs.warnings())
                    .hasSize(4)
                    .anySatisfy(warning -> assertThat(warning).startsWith("url \"loki:3100\": "))
                    .anySatisfy(warning -> assertThat(warning).startsWith("batchMaxWait \"5\": no unit; "))
                    .anySatisfy(warning -> assertThat(warning).startsWith("labels \"a=\": no value; "))
                    .anySatisfy(warning -> assertThat(warning).startsWith("password \"***\": "));
        }
    }

    @Test
    void refusesLabelsThatAreSentUnderOneNameAndShowsNoValue() {
        try (Logs logs = Logs.with("<labels>api-key=hunter2\napi.key=hunter3</labels>")) {
            assertThat(logs.warnings())
                    .containsExactly("labels \"api-key, api.key\": label \"api.key\": another label is sent as api_key"
                            + " already; rename one of them");
        }
    }

    @Test
    void refusesMoreLabelsThanLokiTakes() {
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            labels.append("l").append(i).append("=x\n");
        }
        try (Logs logs = Logs.with("<labels>" + labels + "</labels>")) {
            assertThat(logs.warnings())
                    .singleElement()
                    .asString()
                    .contains("16 labels")
                    .doesNotContain("=x");
        }
    }

    @Test
    void namesTheVariableThatIsNotSet() {
        try (Logs logs = Logs.with("<url>http://${NO_SUCH_HOST}:3100</url>")) {
            assertThat(logs.warnings())
                    .singleElement()
                    .asString()
                    .contains("NO_SUCH_HOST")
                    .contains("not set");
        }
    }

    @Test
    @Tag("promise-12")
    void neverSaysASecretInAStatus() throws Exception {
        Path store = Files.writeString(dir.resolve("store"), "no key store");
        try (Logs good = Logs.with(
                        "<url>http://ada:hunter2@127.0.0.1:1</url>",
                        "<header>X-Api-Key: hunter3</header>",
                        "<labels>service_name=a\napi_key=hunter4</labels>");
                Logs bearer = Logs.with("<bearerToken>hunter5</bearerToken>");
                Logs basic = Logs.with("<username>ada</username><password>hunter6</password>");
                Logs bad = Logs.with(
                        "<trustStore>" + store + "</trustStore><trustStorePassword>hunter7</trustStorePassword>",
                        "<labels>service_name=a\napi_key=50%hunter1</labels><header>hunter8</header><url>ftp://ada:hunter9@loki</url>")) {
            assertThat(good.appender().isStarted()).isTrue();
            assertThat(bearer.appender().isStarted()).isTrue();
            assertThat(basic.appender().isStarted()).isTrue();
            assertThat(bad.appender().isStarted()).isFalse();
            for (Logs logs : new Logs[] {good, bearer, basic, bad}) {
                assertThat(logs.statuses())
                        .noneSatisfy(status -> assertThat(status.toString()).contains("hunter"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<labels>service_name=a\napi_key hunter2</labels>",
                "<labels>{\"api_key\": \"hunter2\", oops}</labels>",
                "<labels>{\"api_key\": hunter2}</labels>",
                "<labels>api_key=hunter2\napi_key=hunter3</labels>",
                "<labels>a=%wrongword %X{api_key:-hunter2}</labels>",
                "<structuredMetadata>api_key hunter2</structuredMetadata>",
                "<structuredMetadata>=hunter2</structuredMetadata>",
                "<header>X-Api-Key hunter2:3</header>",
                "<header>X-Api-Key: hunter2\u00e9</header>",
                "<header>Authorization hunter2</header>"
            })
    void neverSaysASecretOfAFault(String property) {
        try (Logs logs = Logs.with(property)) {
            assertThat(logs.warnings()).isNotEmpty();
            assertThat(logs.statuses())
                    .noneSatisfy(status -> assertThat(status.toString()).contains("hunter"));
        }
    }

    @Test
    void reportsTheSettingsInEffectOnce() {
        try (Logs logs =
                Logs.with("<url>http://127.0.0.1:1</url>", "<labels>service_name=orders\nlevel=%level</labels>")) {
            assertThat(logs.infos())
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1:1")
                    .contains("service_name=\"orders\"")
                    .contains("level=\"%level\"")
                    .contains("JsonEncoder");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request_id=%X{request_id}",
                "t=%X{traceId}",
                "t=%thread",
                "m=%msg",
                "d=%d{HH:mm}",
                "x=a-%X{trace_id}"
            })
    void warnsOfALabelWithoutBoundAndRunsOn(String label) {
        try (Logs logs = Logs.with("<labels>service_name=orders\n" + label + "</labels>")) {
            assertThat(logs.appender().isStarted()).isTrue();
            assertThat(logs.warnings())
                    .singleElement()
                    .asString()
                    .contains(label)
                    .contains("structuredMetadata");
        }
    }

    @Test
    void showsStructuredMetadataAsWritten() {
        try (Logs logs = Logs.with("<structuredMetadata>user=%X{user}\n*=%mdc{a*,!b}\n*=%kvp</structuredMetadata>")) {
            assertThat(logs.statuses())
                    .extracting(Status::getMessage)
                    .anySatisfy(told ->
                            assertThat(told).endsWith("structuredMetadata {user=%X{user}, *=%mdc{a*,!b}, *=%kvp}"));
        }
    }

    @Test
    void ignoresEventsAndOtherPropertiesWhenNotEnabled() {
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                Logs logs = Logs.with("<url>${NO_SUCH_URL}</url><enabled>false</enabled>")) {
            logs.logger().info("unheard");

            assertThat(logs.appender().isStarted()).isTrue();
            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(logs.appender().ledger().appended()).isZero();
            assertThat(logs.warnings()).isEmpty();
            assertThat(loki.requests()).isEmpty();
        }
    }

    @Test
    void sendsItsHeadersAndCredentials() {
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                Logs logs = Logs.with(
                        "<url>" + loki.url() + "</url>",
                        "<username>ada</username><password>hunter2</password>",
                        "<header>X-Team: orders</header><header>X-Zone: a:b</header>")) {
            logs.logger().error("hello");

            assertThat(loki.awaitEntries(1, SOON)).isTrue();
            assertThat(loki.requests().get(0).header("X-Team")).contains("orders");
            assertThat(loki.requests().get(0).header("X-Zone")).contains("a:b");
            assertThat(loki.requests().get(0).header("Authorization")).contains("Basic YWRhOmh1bnRlcjI=");
        }
    }
}
