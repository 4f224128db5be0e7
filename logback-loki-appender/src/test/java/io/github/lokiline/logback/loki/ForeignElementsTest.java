package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests configurations that were written for another appender, or with a wrong name. */
class ForeignElementsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <http><url>http://other:3100/push</url></http>                     | <http>    | <url>
            <batch><maxItems>100</maxItems></batch>                             | <batch>   | <batchMaxBytes>
            <format><label><pattern>app=a</pattern></label></format>            | <format>  | <labels>
            <message><pattern>%msg</pattern></message>                          | <message> | <encoder class=
            <label><pattern>app=a,host=b</pattern></label>                      | <label>   | <labels>
            <label><name>app</name><value>a</value></label>                     | <label>   | <labels>
            <host>loki</host>                                                   | <host>    | <url>
            <port>3100</port>                                                   | <port>    | <url>
            <logLevelLabel>level</logLevelLabel>                                | <logLevelLabel> | level=%level
            <batchTimeoutMs>1000</batchTimeoutMs>                               | <batchTimeoutMs> | <batchMaxWait>
            """)
    void anElementOfAnotherAppenderStopsOursAndNamesItsReplacement(String xml, String element, String replacement) {
        try (Logs logs = Logs.with(xml)) {
            assertThat(logs.appender().isStarted()).isFalse();
            assertThat(logs.warnings())
                    .singleElement()
                    .asString()
                    .startsWith(element + ": ")
                    .contains(replacement);
            assertThat(logs.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tenant, tenantId",
        "tennantId, tenantId",
        "batchMaxWat, batchMaxWait",
        "lables, labels",
        "header2, header"
    })
    void anUnknownPropertySuggestsTheNearest(String written, String nearest) {
        try (Logs logs = Logs.with("<" + written + ">a</" + written + ">")) {
            assertThat(logs.appender().isStarted()).isTrue();
            assertThat(logs.warnings())
                    .containsExactly("<" + written + ">: unknown property, ignored; did you mean <" + nearest + ">?");
        }
    }

    @Test
    void anUnknownPropertyUnlikeAnyIsLeftToLogback() {
        try (Logs logs = Logs.with("<zzz>a</zzz>")) {
            assertThat(logs.appender().isStarted()).isTrue();
            assertThat(logs.warnings()).isEmpty();
        }
    }

    @Test
    void afterACorrectionTheReloadedAppenderStarts() {
        try (Logs logs = Logs.with("<host>loki</host>")) {
            logs.context().reset();
            logs.configure("<appender name='LOKI' class='io.github.lokiline.logback.loki.LokiAppender'/>"
                    + "<root><appender-ref ref='LOKI'/></root>");

            assertThat(logs.appender().isStarted()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            labels             | service_name=a,env=prod
            labels             | app=a , env=%X{zone:-eu}
            structuredMetadata | level=%level,user=%X{user}
            """)
    void severalPairsOnOneLineAreRefusedAndShownOnePerLine(String property, String value) {
        try (Logs logs = Logs.with("<" + property + ">" + value + "</" + property + ">")) {
            String[] pairs = value.split("\\s*,\\s*", -1);

            assertThat(logs.appender().isStarted()).isFalse();
            assertThat(logs.warnings())
                    .singleElement()
                    .asString()
                    .startsWith(property + " \"")
                    .endsWith("several pairs on one line; write one pair a line:\n  " + pairs[0] + "\n  " + pairs[1]);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            app=a,b
            app=web-%X{zone:-a,b=c}
            {"app": "a,b=c"}
            """)
    void aCommaAloneIsPartOfTheValue(String labels) {
        try (Logs logs = Logs.with("<labels>" + labels + "</labels>")) {
            assertThat(logs.warnings()).isEmpty();
            assertThat(logs.appender().isStarted()).isTrue();
        }
    }

    @Tag("promise-12")
    @Test
    void aSecretIsNotShownEvenOnALineOfSeveralPairs() {
        try (Logs logs = Logs.with("<labels>app=a,password=hunter2</labels>")) {
            assertThat(logs.warnings()).singleElement().asString().doesNotContain("hunter2");
        }
    }
}
