package io.github.lokiline.logback.json;

import static net.logstash.logback.argument.StructuredArguments.kv;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExceptionLinesTest {
    @Test
    void addsTheHashOfATraceAsAFieldOfItsOwn() {
        Lines lines = Lines.with(encoder -> encoder.setStackHash("true"));

        lines.logger().error("one", new IllegalStateException("1"));
        String line = lines.last();
        JsonNode first = lines.json();
        lines.logger().error("two");

        assertThat(first.get("stack_hash").asString()).matches("[0-9a-f]{8}");
        assertThat(line)
                .endsWith("\",\"stack_hash\":\"" + first.get("stack_hash").asString() + "\"}");
        assertThat(lines.json().has("stack_hash")).isFalse();
    }

    @Test
    void placesAndRenamesTheHashLikeAnyField() {
        Lines lines = Lines.with(encoder -> {
            encoder.setStackHash("true");
            encoder.setFormat("{stack_hash}{message}");
            encoder.setRenameFields("stack_hash=fingerprint");
        });

        lines.logger().error("one", new IllegalStateException("1"));

        assertThat(lines.last()).matches("\\{\"fingerprint\":\"[0-9a-f]{8}\",\"message\":\"one\",\"exc_info\":.*");
    }

    @Test
    void keepsTheHashWhenTheTraceIsCut() {
        Lines lines = Lines.with(encoder -> {
            encoder.setStackHash("true");
            encoder.setMaxLineBytes("1 KB");
        });

        lines.logger().error("m".repeat(5000), new IllegalStateException("y".repeat(5000)));

        assertThat(lines.last().length()).isLessThanOrEqualTo(1024);
        assertThat(lines.json().get("stack_hash").asString()).hasSize(8);
        assertThat(lines.json().get("truncated").asBoolean()).isTrue();
    }

    @Test
    void anExtraNamedAsTheHashGivesWayWhereThereIsOne() {
        Lines with = Lines.with(encoder -> encoder.setStackHash("true"));
        Lines without = Lines.with(encoder -> {});

        with.logger().atInfo().addKeyValue("stack_hash", 1).log("hi");
        without.logger().atInfo().addKeyValue("stack_hash", 1).log("hi");

        assertThat(with.json().get("stack_hash_").asInt()).isEqualTo(1);
        assertThat(without.json().get("stack_hash").asInt()).isEqualTo(1);
    }

    @Test
    void tellsTheErrorInTheMessageOfExceptionsThatGetNoTrace() {
        Lines lines = Lines.with(encoder -> {
            encoder.addOmitStackOf("IOException");
            encoder.addOmitStackOf(Refused.class.getName());
            encoder.setFormat("message");
            encoder.setStackHash("true");
        });

        lines.logger().error("Order failed", new FileNotFoundException("no stock"));
        assertThat(lines.last()).isEqualTo("{\"message\":\"Order failed. The error is: no stock\"}");
        lines.logger().error("Order failed:", new Refused("no\nstock"));
        assertThat(lines.last()).isEqualTo("{\"message\":\"Order failed: The error is: no\\nstock\"}");
        lines.logger().error("Order failed: no stock", new IOException("no stock"));
        assertThat(lines.last()).isEqualTo("{\"message\":\"Order failed: no stock\"}");
        lines.logger().error("Order failed", new Refused(null));
        assertThat(lines.last()).isEqualTo("{\"message\":\"Order failed. The error is: Refused\"}");
        lines.logger().error("", new Refused("no stock"));
        assertThat(lines.last()).isEqualTo("{\"message\":\"The error is: no stock\"}");
        lines.logger().error("Order failed", new IllegalStateException("x", new IOException("y")));
        assertThat(lines.json().get("exc_info").asString()).contains("Caused by: java.io.IOException: y\n\t");
    }

    @Test
    void leavesNullInTheFormatsFieldForExceptionsThatGetNoTrace() {
        Lines lines = Lines.with(encoder -> {
            encoder.addOmitStackOf("java.io.*");
            encoder.setFormat("{message}{exc_info}");
        });

        lines.logger().error("Order failed", new IOException("no stock"));

        assertThat(lines.line()).isEqualTo("{\"message\":\"Order failed. The error is: no stock\",\"exc_info\":null}");
    }

    @Test
    void hidesTheMessageOfAnExceptionThatGetsNoTraceToo() {
        Lines lines = Lines.with(encoder -> {
            encoder.addOmitStackOf("IOException");
            encoder.addHideExceptionMessages("true");
            encoder.setFormat("message");
        });

        lines.logger().error("Order failed", new IOException("card 4111"));

        assertThat(lines.line()).isEqualTo("{\"message\":\"Order failed. The error is: IOException\"}");
    }

    @Test
    void appendsTheErrorToTheLinesOfAMessageToo() {
        Lines lines = Lines.with(encoder -> {
            encoder.addOmitStackOf("IOException");
            encoder.setFormat("message_lines");
        });

        lines.logger().error("Order\nfailed", new IOException("no stock"));

        assertThat(lines.line()).isEqualTo("{\"message_lines\":[\"Order\",\"failed. The error is: no stock\"]}");
    }

    @Test
    void hidesMessagesOfExceptionsWhereverTheyStand() {
        Lines lines = Lines.with(encoder -> {
            encoder.addHideExceptionMessages("java.io.*");
            encoder.setFormat("{message}{exc_message}{root_message}");
        });
        IOException secret = new IOException("card 4111");

        lines.logger()
                .atError()
                .setCause(new IllegalStateException("not open", secret))
                .addKeyValue("why", secret)
                .addKeyValue("bad", new Object() {
                    @Override
                    public String toString() {
                        throw new UncheckedIOException("card 4111", secret);
                    }
                })
                .addKeyValue("open", new IllegalStateException("not open"))
                .log("hi");

        JsonNode line = lines.json();
        assertThat(line.get("exc_message").asString()).isEqualTo("not open");
        assertThat(line.get("root_message").isNull()).isTrue();
        assertThat(line.get("why").asString()).isEqualTo("IOException");
        assertThat(line.get("bad").asString()).isEqualTo("<error: UncheckedIOException>");
        assertThat(line.get("open").asString()).isEqualTo("IllegalStateException: not open");
        assertThat(lines.last()).doesNotContain("4111").contains("Caused by: java.io.IOException\\n");
    }

    @Test
    void writesBothLinesWhenAnExceptionLogsWhileItIsWritten() {
        Lines lines = Lines.with(encoder -> encoder.setFormat("message"));

        lines.logger().error("outer", new Exception() {
            @Serial
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                if (lines.written.isEmpty()) {
                    lines.written.add(new byte[0]);
                    lines.logger().info("inner");
                }
                return "said";
            }
        });

        assertThat(lines.written).hasSize(3);
        assertThat(Lines.utf8(lines.written.get(1))).isEqualTo("{\"message\":\"inner\"}\n");
        assertThat(lines.last())
                .startsWith("{\"message\":\"outer\",\"exc_info\":")
                .contains(": said\\n\\tat ");
    }

    @Test
    void writesTheTraceAsAnArrayThatStaysWholeUnderEveryCap() {
        for (int cap = 300; cap < 2000; cap += 7) {
            String bytes = cap + " B";
            Lines lines = Lines.with(encoder -> {
                encoder.setStackAsArray("true");
                encoder.setMaxStackBytes(bytes);
                encoder.setFormat("message");
            });

            lines.logger().error("hi", new IllegalStateException("one\ntwo", new IOException("root")));

            JsonNode trace = lines.json().get("exc_info");
            assertThat(trace.get(0).asString()).isEqualTo("java.lang.IllegalStateException: one");
            assertThat(trace.get(1).asString()).isEqualTo("two");
            assertThat(trace.valueStream().map(JsonNode::asString)).contains("Caused by: java.io.IOException: root");
            assertThat(trace.toString().length()).isLessThanOrEqualTo(cap + 64);
        }
    }

    private static final class Refused extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    @Test
    void hidesMessagesOfExceptionsInsideBeansToo() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.addHideExceptionMessages("IllegalStateException");
        });

        lines.logger()
                .atInfo()
                .addKeyValue("bean", new Attempt(1, new IllegalStateException("hunter2")))
                .addKeyValue("other", new Attempt(2, new IllegalArgumentException("bad")))
                .log("hi");

        assertThat(lines.line())
                .isEqualTo("{\"message\":\"hi\",\"bean\":{\"number\":1,\"failure\":\"IllegalStateException\"},"
                        + "\"other\":{\"number\":2,\"failure\":\"IllegalArgumentException: bad\"}}");
    }

    @Test
    void hidesMessagesOfExceptionsInStructuredArgumentsToo() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.addHideExceptionMessages("IllegalStateException");
        });

        lines.logger()
                .info(
                        "hi",
                        kv("plain", new IllegalStateException("hunter2")),
                        kv("bean", new Attempt(1, new IllegalStateException("hunter2"))),
                        kv("other", new IllegalArgumentException("bad")));

        assertThat(lines.line())
                .isEqualTo("{\"message\":\"hi\",\"plain\":\"IllegalStateException\","
                        + "\"bean\":{\"number\":1,\"failure\":\"IllegalStateException\"},"
                        + "\"other\":\"IllegalArgumentException: bad\"}");
    }

    /** A record as applications have it. */
    public record Attempt(int number, Exception failure) {}
}
