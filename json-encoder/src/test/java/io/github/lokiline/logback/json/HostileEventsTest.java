package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;

@Tag("promise-10")
class HostileEventsTest {
    private static final String NASTY = "q\"b\\c\n\r\t\u0000\u001f\u2028\u00e9\ud83d\ude00";

    @Test
    void escapesWhateverNamesAreMadeOf() {
        Lines lines = Lines.with(encoder -> {
            encoder.setStaticFields("{\"s\\\"\\n\":\"v\"}");
            encoder.setRenameFields("{\"levelname\":\"l\\\"\\n\"}");
        });
        lines.mdc.put("m" + NASTY, "mv" + NASTY);
        LoggingEvent event = event(lines, "msg" + NASTY, "logger" + NASTY, "thread" + NASTY);
        event.addKeyValuePair(new KeyValuePair("k" + NASTY, "kv" + NASTY));

        byte[] line = lines.encoder.encode(event);

        String text = Lines.utf8(line);
        assertThat(text.substring(0, text.length() - 1).chars()).noneMatch(c -> c < ' ');
        JsonNode json = Lines.parse(text);
        assertThat(json.get("name").asString()).isEqualTo("logger" + NASTY);
        assertThat(json.get("threadName").asString()).isEqualTo("thread" + NASTY);
        assertThat(json.get("message").asString()).isEqualTo("msg" + NASTY);
        assertThat(json.get("m" + NASTY).asString()).isEqualTo("mv" + NASTY);
        assertThat(json.get("k" + NASTY).asString()).isEqualTo("kv" + NASTY);
        assertThat(json.get("s\"\n").asString()).isEqualTo("v");
        assertThat(json.get("l\"\n").asString()).isEqualTo("INFO");
    }

    @Test
    void losesOnlyTheValueThatFailsAndCountsIt() {
        Lines lines = Lines.with(encoder -> encoder.setFormat("message"));

        lines.logger()
                .atInfo()
                .addKeyValue("before", 1)
                .addKeyValue("bad", new Failing(new IllegalStateException("not open")))
                .addKeyValue("worse", new Failing(new StackOverflowError()))
                .addKeyValue("after", 2)
                .log("hi");

        assertThat(lines.line())
                .isEqualTo("{\"message\":\"hi\",\"before\":1,\"bad\":\"<error: IllegalStateException: not open>\","
                        + "\"worse\":\"<error: StackOverflowError>\",\"after\":2}");
        assertThat(lines.encoder.counts().failedValues()).isEqualTo(2);
    }

    @Test
    void leavesNothingOfAFailedEventForTheNext() {
        Lines lines = Lines.with(encoder -> encoder.setFormat("message"));
        lines.logger().atInfo().addKeyValue("bad", new Failing(new Error("x"))).log("first");
        lines.encoder.encode(new LoggingEvent());

        lines.logger().info("second");

        assertThat(lines.last()).isEqualTo("{\"message\":\"second\"}");
    }

    @Test
    void writesALineOfAnEventThatKnowsNothing() {
        Lines lines = Lines.with(encoder -> {});

        JsonNode json = Lines.parse(Lines.utf8(lines.encoder.encode(new LoggingEvent())));

        assertThat(json.get("levelname").asString()).startsWith("<error: NullPointerException");
        assertThat(json.get("message").isNull()).isTrue();
    }

    @Test
    void writesBothLinesWhenAValueLogsWhileItIsWritten() {
        Lines lines = Lines.with(encoder -> encoder.setFormat("message"));
        Logger logger = lines.logger();
        lines.mdc.put("a", "b");

        logger.atInfo()
                .addKeyValue("v", new Logging(logger))
                .addKeyValue("w", 1)
                .log("outer");

        assertThat(lines.written.stream().map(Lines::utf8))
                .containsExactly(
                        "{\"message\":\"inner\",\"a\":\"b\",\"deeper\":[1]}\n",
                        "{\"message\":\"outer\",\"a\":\"b\",\"v\":\"logged\",\"w\":1}\n");
    }

    @Test
    void survivesAValueThatLogsItselfWithoutEnd() {
        Lines lines = Lines.with(encoder -> encoder.setFormat("message"));
        Object[] self = new Object[1];
        self[0] = new Object() {
            @Override
            public String toString() {
                lines.logger().atInfo().addKeyValue("self", self[0]).log("again");
                return "ended";
            }
        };

        lines.logger().atInfo().addKeyValue("self", self[0]).log("first");

        assertThat(Lines.parse(lines.last()).get("message").asString()).isEqualTo("first");
    }

    @Test
    void holdsTheLineUnderItsCapByShrinkingTheTraceFirst() {
        Lines lines = Lines.with(encoder -> encoder.setMaxLineBytes("8 KB"));
        lines.logger().atInfo().addKeyValue("k", "v").setCause(deep(300)).log("m".repeat(3000));

        assertThat(lines.line().length()).isBetween(7000, 8192);
        assertThat(lines.json().get("truncated").asBoolean()).isTrue();
        assertThat(lines.json().get("message").asString()).hasSize(3000);
        assertThat(lines.json().get("k").asString()).isEqualTo("v");
        assertThat(lines.json().get("exc_info").asString()).startsWith("java.lang.IllegalStateException: deep\n\tat ");
        assertThat(lines.encoder.counts().truncatedLines()).isOne();
    }

    @Test
    void shrinksTheMessageSecondAndTheExtrasLast() {
        Lines lines = Lines.with(encoder -> encoder.setMaxLineBytes("8 KB"));
        lines.logger()
                .atInfo()
                .addKeyValue("k", "v".repeat(2000))
                .setCause(deep(300))
                .log("m\u20ac".repeat(300_000));

        assertThat(lines.written.get(0).length).isBetween(7000, 8193);
        assertThat(lines.json().get("k").asString()).hasSize(2000);
        assertThat(lines.json().get("message").asString())
                .startsWith("m\u20acm\u20ac")
                .hasSizeGreaterThan(500);
        assertThat(lines.json().get("exc_info").asString()).startsWith("java.lang.IllegalStateException: deep\n\tat ");

        for (int i = 0; i < 200; i++) {
            lines.mdc.put("key" + i, "\ud83d\ude00".repeat(1000));
        }
        lines.logger().error("m".repeat(100_000), deep(300));

        assertThat(lines.written.get(1).length).isBetween(7000, 8193);
        assertThat(lines.json().get("truncated").asBoolean()).isTrue();
        assertThat(lines.json().get("exc_info").asString()).startsWith("java.lang.IllegalStateException: deep");
    }

    @Test
    void holdsTheDefaultCapWhateverTheEvent() {
        Lines lines = Lines.with(encoder -> {});
        Map<String, Object> huge = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            huge.put("\u0001".repeat(300) + i, Collections.nCopies(500, "x\n"));
        }
        LoggingEvent event = event(lines, "\u0001".repeat(1_000_000), "l".repeat(1_000_000), "t".repeat(1_000_000));
        for (int i = 0; i < 300; i++) {
            event.addKeyValuePair(new KeyValuePair("k" + i, huge));
        }

        byte[] line = lines.encoder.encode(event);

        assertThat(line.length).isBetween(200 * 1024, 256 * 1024 + 1);
        assertThat(Lines.parse(Lines.utf8(line)).get("truncated").asBoolean()).isTrue();
    }

    @Test
    void neverPassesTheCapAtAnySizeOfMessage() {
        Lines lines = Lines.with(encoder -> encoder.setMaxLineBytes("1 KB"));
        for (int size = 0; size < 1500; size += 7) {
            lines.logger()
                    .atInfo()
                    .addKeyValue("k", "v".repeat(size / 3))
                    .setCause(deep(3))
                    .log("\"".repeat(size));

            assertThat(lines.written.get(lines.written.size() - 1).length).isLessThanOrEqualTo(1025);
            assertThat(lines.json().get("message").isString()).isTrue();
        }
    }

    @Test
    void cutsAValueAtItsOwnCap() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.setMaxValueBytes("16 B");
            encoder.setMaxStackBytes("100 B");
        });
        lines.mdc.put("m", "x".repeat(100));

        lines.logger()
                .atInfo()
                .addKeyValue("k", List.of("y".repeat(100), 1))
                .setCause(deep(50))
                .log("hi");

        assertThat(lines.json().get("m").asString()).hasSizeBetween(10, 16);
        assertThat(lines.json().get("k").get(0).asString()).hasSizeBetween(8, 16);
        assertThat(lines.json().get("exc_info").asString()).hasSizeLessThan(150);
        assertThat(lines.json().get("truncated").asBoolean()).isTrue();
    }

    @Test
    void keepsTheTraceOfAStackOverflowSmall() {
        Lines lines = Lines.with(encoder -> {});

        lines.logger().error("hi", overflow());

        assertThat(lines.json().get("exc_info").asString())
                .startsWith("java.lang.StackOverflowError")
                .contains("frames omitted");
        assertThat(lines.written.get(0).length).isLessThan(66 * 1024);
    }

    @Test
    void rendersTheTraceOfAnEventThatHasOnlyItsDescription() throws Exception {
        Lines lines = Lines.with(encoder -> encoder.setFormat("message"));
        Exception thrown = new IllegalStateException("top", new IOException("cause"));
        thrown.addSuppressed(new RuntimeException("closing"));
        LoggingEvent event = new LoggingEvent("x", lines.logger(), Level.ERROR, "hi", thrown, null);

        String local = Lines.utf8(lines.encoder.encode(event));
        String remote = Lines.utf8(lines.encoder.encode(transported(event)));

        assertThat(remote).isEqualTo(local).contains("Caused by: java.io.IOException: cause", "Suppressed: ");
    }

    @Test
    void writesWholeLinesFromManyThreadsAtOnce() throws Exception {
        Lines lines = Lines.with(encoder -> encoder.setFormat("message"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<List<String>>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            String name = "t" + thread;
            tasks.add(() -> {
                List<String> wrong = new ArrayList<>();
                for (int i = 0; i < 5000; i++) {
                    lines.mdc.put("n", name + i / 3);
                    LoggingEvent event = event(lines, name + ":" + i);
                    event.addKeyValuePair(new KeyValuePair("kv" + i % 700, name));
                    String line = Lines.utf8(lines.encoder.encode(event));
                    String expected = "{\"message\":\"" + name + ":" + i + "\",\"n\":\"" + name + i / 3 + "\",\"kv"
                            + i % 700 + "\":\"" + name + "\"}\n";
                    if (!line.equals(expected)) {
                        wrong.add(line);
                    }
                }
                return wrong;
            });
        }

        List<String> wrong = new ArrayList<>();
        for (Future<List<String>> future : threads.invokeAll(tasks)) {
            wrong.addAll(future.get());
        }
        threads.shutdown();

        assertThat(wrong).isEmpty();
    }

    private static LoggingEvent event(Lines lines, String message) {
        return event(lines, message, "com.acme.Svc", "main-of-test");
    }

    private static LoggingEvent event(Lines lines, String message, String logger, String thread) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(lines.context);
        event.setLoggerName(logger);
        event.setThreadName(thread);
        event.setMessage(message);
        event.setLevel(Level.INFO);
        event.setInstant(Instant.EPOCH);
        return event;
    }

    private static LoggingEventVO transported(LoggingEvent event) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(LoggingEventVO.build(event));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (LoggingEventVO) in.readObject();
        }
    }

    private static RuntimeException deep(int frames) {
        return frames == 0 ? new IllegalStateException("deep") : deep(frames - 1);
    }

    @SuppressWarnings("InfiniteRecursion") // to overflow the stack
    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    private static Throwable overflow() {
        try {
            return new IllegalStateException("" + endless(0));
        } catch (StackOverflowError e) {
            return e;
        }
    }

    /** Throws in toString. */
    private static final class Failing {
        private final Throwable failure;

        Failing(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public String toString() {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    /** Logs in toString. */
    private static final class Logging {
        private final Logger logger;

        Logging(Logger logger) {
            this.logger = logger;
        }

        @Override
        public String toString() {
            logger.atInfo().addKeyValue("deeper", List.of(1)).log("inner");
            return "logged";
        }
    }
}
