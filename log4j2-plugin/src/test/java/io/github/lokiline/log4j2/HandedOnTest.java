package io.github.lokiline.log4j2;

import static io.github.lokiline.log4j2.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that other appenders of Log4j's take, copy or change first. */
class HandedOnTest {
    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void end() {
        loki.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Async name='FIRST'><AppenderRef ref='LOKI'/></Async>",
                "<Rewrite name='FIRST'><AppenderRef ref='LOKI'/>"
                        + "<PropertiesRewritePolicy><Property name='user'>ada</Property></PropertiesRewritePolicy></Rewrite>"
            })
    void keepTheFieldsOfAMapThatWasLoggedAsAnObject(String first) {
        String appender = Logs.appender("LOKI", "url='" + loki.url() + "'", "<JsonLine format='message' mdc='none'/>");
        try (Logs logs = Logs.configured(appender + first, "FIRST")) {
            logs.logger().info((Object) new TreeMap<>(Map.of("order", 17, "password", "hunter2")));

            assertThat(loki.awaitEntries(1, SOON)).isTrue();
            assertThat(loki.lines()).containsExactly("{\"message\":\"\",\"order\":17,\"password\":\"***\"}");
        }
    }
}
