package io.github.lokiline.compatibility.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.lokiline.log4j2.JsonLineLayout;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.core.layout.ByteBufferDestination;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;

/** Tests that an event leaves no garbage after warm-up, as Log4j users tune their logging for. */
class GarbageTest {
    private static final int EVENTS = 5_000;
    private static final int ROUNDS = 60;

    @Test
    void allocatesNothingForAnEventThatLog4jUsesAgain() {
        JsonLineLayout layout = JsonLineLayout.newBuilder().build();
        LogEvent event = event();
        Bin bin = new Bin();

        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least >= EVENTS; round++) {
            least = Math.min(least, allocated(layout, event, bin));
        }

        // Less than a byte per event, which is the overhead of the measurement itself.
        assertThat(least).isLessThan(EVENTS);
        assertThat(bin.bytes).isPositive();
    }

    private static long allocated(JsonLineLayout layout, LogEvent event, Bin bin) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < EVENTS; i++) {
            layout.encode(event, bin);
        }
        return threads.getThreadAllocatedBytes(id) - before;
    }

    private static LogEvent event() {
        SortedArrayStringMap context = new SortedArrayStringMap();
        context.putValue("request_id", "r-17");
        context.putValue("tenant", "shop");
        context.putValue("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        context.putValue("user_id", "user-1042");
        MutableLogEvent event = new MutableLogEvent();
        event.initFrom(Log4jLogEvent.newBuilder()
                .setLevel(Level.INFO)
                .setLoggerName("com.acme.Orders")
                .setThreadName("worker-1")
                .setMessage(new ReusableMessageFactory().newMessage("request {} completed for {}", 17, "ada"))
                .setContextData(context)
                .build());
        return event;
    }

    /** Counts bytes and discards them. */
    private static final class Bin implements ByteBufferDestination {
        private long bytes;

        @Override
        public ByteBuffer getByteBuffer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ByteBuffer drain(ByteBuffer full) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void writeBytes(ByteBuffer data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void writeBytes(byte[] data, int offset, int length) {
            bytes += length;
        }
    }
}
