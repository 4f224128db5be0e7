package io.github.lokiline.log4j2;

import static io.github.lokiline.log4j2.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.util.Map;
import org.apache.logging.log4j.ThreadContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lookups that find nothing: Log4j would go on with their own text. */
class LookupsTest {
    private static final String LABEL = "<LokiLabel name='service_name' value='orders'/>";

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void end() {
        ThreadContext.clearAll();
        loki.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                             | <LokiLabel name='env' value='${env:NO_SUCH}'/>                          | labels "env=${env:NO_SUCH}"
            ''                             | <LokiLabel name='env' value='in-${no.such}'/>                           | labels "env=in-${no.such}"
            ''                             | <LokiMetadata name='env' value='$${sys:no.such}'/>                      | structuredMetadata "env=${sys:no.such}"
            tenantId='${env:NO_SUCH}'      | ''                                                                      | tenantId "${env:NO_SUCH}"
            bearerToken='${env:NO_SUCH}'   | ''                                                                      | bearerToken "${env:NO_SUCH}"
            url='http://a:b@${env:NO}'     | ''                                                                      | url "${env:NO}"
            ''                             | <LokiHeader name='X-A' value='${no.such}'/>                             | LokiHeader X-A "${no.such}"
            ''                             | <JsonLine><LineStatic name='v' value='${env:NO_SUCH}'/></JsonLine>      | LineStatic "${env:NO_SUCH}"
            ''                             | <JsonLine><LineRedact pattern='${env:NO_SUCH}'/></JsonLine>             | LineRedact "${env:NO_SUCH}"
            ''                             | <JsonLine format='${env:NO_SUCH}'/>                                     | format "${env:NO_SUCH}"
            """)
    void areRefusedWhereNoEventCanBringTheirValue(String attributes, String element, String fault) {
        try (Logs logs = Logs.with(attributes, LABEL, element)) {
            assertThat(logs.appender()).isNull();
            assertThat(logs.status().errors())
                    .anySatisfy(message -> assertThat(message)
                            .contains(fault + ": a lookup without a value; set what it looks up, or write ${"));
        }
    }

    @Test
    void leaveALabelOutWhenAnEventDoesNotBringTheirValue() {
        try (Logs logs = Logs.with(
                "url='" + loki.url() + "'",
                LABEL,
                "<LokiLabel name='zone' value='$${ctx:zone}'/>",
                "<LokiMetadata name='part' value='a$${ctx:zone}b'/>")) {
            logs.logger().info("hello");

            assertThat(logs.appender().flush(SOON)).isTrue();
            StoredEntry entry = loki.entries().get(0);
            assertThat(entry.labels()).isEqualTo(Map.of("service_name", "orders"));
            assertThat(entry.metadata()).containsEntry("part", "ab");
        }
    }

    @Test
    void leaveOutTheElementThatIsSetToNothing() {
        try (Logs logs = Logs.with(
                "url='" + loki.url() + "'",
                LABEL,
                "<LokiLabel name='zone' value='${env:NO_SUCH:-}'/>",
                "<LokiMetadata name='part' value='${env:NO_SUCH:-}'/>")) {
            logs.logger().info("hello");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.entries().get(0).labels()).isEqualTo(Map.of("service_name", "orders"));
        }
    }

    @Test
    void areNotSeenInASecretThatLooksLikeOne() {
        try (Logs logs = Logs.with(
                "url='" + loki.url() + "' username='ada' password='hunter${2secret'",
                LABEL,
                "<LokiHeader name='X-Key' value='$${{s3cret'/>")) {
            assertThat(logs.appender()).isNotNull();
            assertThat(logs.status().all()).noneMatch(message -> message.contains("secret"));
        }
    }
}
