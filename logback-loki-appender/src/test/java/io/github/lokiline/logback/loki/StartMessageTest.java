package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that an appender says at its start where it delivers, and as which stream. */
class StartMessageTest {

    @Tag("promise-12")
    @Test
    void oneInfoNamesUrlAndStream() {
        try (Logs logs = Logs.with(
                "<url>http://me:hunter2@loki:3100?key=hunter3</url><labels>service_name=orders\nlevel=%level</labels>")) {
            assertThat(logs.infos())
                    .singleElement()
                    .asString()
                    .startsWith("delivering to http://loki:3100/loki/api/v1/push"
                            + " as {service_name=\"orders\", level=\"%level\"}; ")
                    .contains("batchMaxWait=")
                    .doesNotContain("hunter");
        }
    }

    @Test
    void theDefaultStreamIsShownToo() {
        try (Logs logs = Logs.with("<url>http://loki:3100</url>")) {
            assertThat(logs.infos()).singleElement().asString().contains(" as {service_name=\"", "host=\"");
        }
    }

    @Test
    void mendedLabelNamesAreShownAsSentAndTold() {
        try (Logs logs = Logs.with("<labels>__foo=a\nbar.baz=b\nenv=c</labels>")) {
            assertThat(logs.infos()).singleElement().asString().contains("{_foo=\"a\", bar_baz=\"b\", env=\"c\"}");
            assertThat(logs.warnings())
                    .containsExactly("labels: Loki's label names consist of letters, digits and _;"
                            + " sent are __foo as _foo, bar.baz as bar_baz");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://loki:3100/loki/api/v1/push/",
        "http://loki:3100//loki/api/v1/push",
        "http://loki:3100//",
    })
    void slashesTooManyAreLeftOutAndTold(String url) {
        try (Logs logs = Logs.with("<url>" + url + "</url>")) {
            assertThat(logs.warnings())
                    .containsExactly("url \"" + url + "\": has a blank or a slash too many; entries go to"
                            + " http://loki:3100/loki/api/v1/push; correct it in the configuration");
        }
    }

    @Test
    void blanksAroundTheUrlAreLeftOut() {
        LokiAppender appender = new LokiAppender();
        try (Logs logs = Logs.with("<url>http://loki:3100</url>")) {
            appender.setContext(logs.context());
            appender.setUrl("http://other:3100 ");
            appender.start();

            assertThat(appender.isStarted()).isTrue();
            assertThat(logs.warnings()).singleElement().asString().contains("http://other:3100/loki/api/v1/push");
        } finally {
            appender.stop();
        }
    }

    @Test
    void anEmptyUrlIsToldWithTheOneInItsPlace() {
        try (Logs logs = Logs.with("<url>${NO_SUCH_URL:-}</url>")) {
            assertThat(logs.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("url \"\": is empty, perhaps by a variable; entries go to http://localhost:3100");
        }
    }

    @Test
    void anUrlAsDocumentedIsNotWarnedOf() {
        try (Logs logs = Logs.with("<url>http://loki:3100/</url>")) {
            assertThat(logs.warnings()).isEmpty();
        }
    }
}
