package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import tools.jackson.databind.JsonNode;

/** Tests the thread's name in a line, and the stack that encoding uses. */
class ThreadsTest {
    private final Lines lines = Lines.with(encoder -> encoder.setFormat("threadName,thread,message"));

    @Test
    void aPlatformThreadHasItsNumber() throws Exception {
        Thread thread = new Thread(() -> lines.logger().info("hi"), "worker");
        thread.start();
        thread.join();

        assertThat(lines.line())
                .isEqualTo("{\"threadName\":\"worker\",\"thread\":" + thread.getId() + ",\"message\":\"hi\"}");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void aVirtualThreadWithoutANameHasItsNumber() throws Exception {
        Runnable task = () -> lines.logger().info("hi");
        Thread thread = (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        thread.join();

        assertThat(lines.json().get("thread").asLong()).isEqualTo(thread.getId());
    }

    @Test
    void theStackOfAThreadMayEndWhileALineIsWritten() throws Exception {
        // Links all classes on the way first: an initializer that fails for lack of stack fails permanently.
        lines.logger().atInfo().addKeyValue("bad", new Broken()).log("hi");
        AtomicLong lost = new AtomicLong();
        AtomicLong written = new AtomicLong();
        Thread thread = new Thread(null, () -> descend(lost, written), "deep", 512 * 1024);
        thread.start();
        thread.join();

        assertThat(lost).hasPositiveValue().hasValue(lines.encoder.counts().failedLines());
        assertThat(written).hasPositiveValue();
        for (byte[] line : lines.written) {
            JsonNode json = Lines.parse(Lines.utf8(line));
            assertThat(json.isObject()).isTrue();
        }
    }

    /** Logs at each depth, from the deepest one up. */
    @SuppressWarnings("InfiniteRecursion") // it ends where the stack does
    private void descend(AtomicLong lost, AtomicLong written) {
        try {
            descend(lost, written);
        } catch (StackOverflowError end) {
            // At this depth there may be no stack left for the check.
        }
        if (written.get() < 3) {
            byte[] line = lines.encoder.encode(new Event(lines));
            (line.length == 0 ? lost : written).incrementAndGet();
            if (line.length > 0) {
                lines.written.add(line);
            }
        }
    }

    /** An event with all values set, so that no Logback code runs at the end of the stack. */
    private static final class Event extends LoggingEvent {
        Event(Lines lines) {
            setLoggerContext(lines.context);
            setLoggerName("com.acme.Svc");
            setThreadName("deep");
            setMessage("hi");
            setLevel(Level.INFO);
            setInstant(Instant.EPOCH);
        }
    }

    private static final class Broken {
        @Override
        public String toString() {
            throw new IllegalStateException("not open");
        }
    }
}
