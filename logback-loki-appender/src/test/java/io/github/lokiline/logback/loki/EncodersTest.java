package io.github.lokiline.logback.loki;

import static io.github.lokiline.logback.loki.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.github.lokiline.testkit.EmbeddedLoki;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EncodersTest {
    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void end() {
        loki.close();
    }

    /** Fails on "bad", writes nothing on "nothing", and has a header nobody wants. */
    public static final class Moody extends EncoderBase<ILoggingEvent> {
        @Override
        public byte[] headerBytes() {
            return "header".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            return switch (event.getMessage()) {
                case "bad" -> throw new IllegalStateException("hunter2");
                case "worse" -> throw new StackOverflowError();
                case "nothing" -> new byte[] {'\r', '\n'};
                default -> (event.getMessage() + "\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            };
        }

        @Override
        public byte[] footerBytes() {
            return new byte[] {'f'};
        }
    }

    private static final String MOODY = "<encoder class='" + Moody.class.getName() + "'/>";

    @Test
    void takesAPatternLayoutEncoderAndCutsItsLineEnd() {
        try (Logs logs = with("<encoder class='ch.qos.logback.classic.encoder.PatternLayoutEncoder'>"
                + "<outputPatternAsHeader>true</outputPatternAsHeader><pattern>%level %msg%n</pattern></encoder>")) {
            logs.logger().warn("hello");

            assertThat(line()).isEqualTo("WARN hello");
            assertThat(loki.entries().get(0).metadata()).containsEntry("level", "WARN");
        }
    }

    @Test
    void cutsALongLineOfAnyEncoderBetweenCharactersAndMarksIt() {
        try (Logs logs = with(MOODY)) {
            logs.logger().info("y" + "\u00e9".repeat(150_000));

            assertThat(line()).isEqualTo("y" + "\u00e9".repeat(131_071));
            assertThat(loki.entries().get(0).metadata()).containsEntry("truncated", "true");
        }
    }

    @Test
    void takesLogbacksOwnJsonEncoder() {
        try (Logs logs = with("<encoder class='ch.qos.logback.classic.encoder.JsonEncoder'/>")) {
            logs.logger().info("hello");

            assertThat(JsonMapper.shared().readTree(line()).get("message").asString())
                    .isEqualTo("hello");
            assertThat(line()).endsWith("}");
        }
    }

    @Test
    void takesAnEncoderElementWithoutAClassForOurs() {
        try (Logs logs = with("<encoder><renameFields>message=event</renameFields></encoder>")) {
            logs.logger().info("hello");

            assertThat(JsonMapper.shared().readTree(line()).get("event").asString())
                    .isEqualTo("hello");
            assertThat(logs.errors()).isEmpty();
        }
    }

    @Test
    @Tag("promise-1")
    void losesOnlyTheEventThatItsEncoderFailsOn() {
        try (Logs logs = with(MOODY)) {
            logs.logger().info("first");
            logs.logger().info("bad");
            logs.logger().info("worse");
            logs.logger().info("last");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.lines()).containsExactly("first", "last");
            assertThat(logs.appender().ledger().dropped()).containsEntry("encode_failed", 2L);
            assertThat(logs.appender().ledger().balances()).isTrue();
        }
    }

    @Test
    void warnsOnceOfAnEncoderThatFailsAndNamesTheClassOnly() {
        try (Logs logs = with(MOODY)) {
            for (int i = 0; i < 100; i++) {
                logs.logger().info("bad");
            }

            assertThat(logs.warnings())
                    .containsExactly(
                            "a filter or encoder Moody threw java.lang.IllegalStateException; events lost by it so far: 1");
            assertThat(logs.errors()).isEmpty();
        }
    }

    @Test
    void countsAndSkipsAnEmptyLine() {
        try (Logs logs = with(MOODY)) {
            logs.logger().info("nothing");
            logs.logger().info("last");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.lines()).containsExactly("last");
            assertThat(logs.appender().ledger().dropped()).containsEntry("empty_line", 1L);
        }
    }

    @Test
    void carriesALineLargerThanItsBuffer() {
        try (Logs logs = with(MOODY)) {
            String large = "x".repeat(200_000);

            logs.logger().info(large);
            logs.logger().info("small");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.lines()).containsExactlyInAnyOrder(large, "small");
        }
    }

    @Test
    void staysStoppedWhenItsEncoderCouldNotStart() {
        try (Logs logs = with("<encoder><maxLineBytes>many</maxLineBytes></encoder>")) {
            logs.logger().info("nobody hears");

            assertThat(logs.appender().isStarted()).isFalse();
            assertThat(logs.warnings())
                    .containsExactly("encoder \"JsonEncoder\": not started; fix the errors that it reported");
            assertThat(logs.errors()).isEmpty();
        }
    }

    private Logs with(String encoder) {
        return Logs.with("<url>" + loki.url() + "</url><batchMaxWait>20 ms</batchMaxWait>", encoder);
    }

    private String line() {
        assertThat(loki.awaitEntries(1, SOON)).isTrue();
        return loki.lines().get(0);
    }
}
