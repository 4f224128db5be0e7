package io.github.lokiline.benchmarks.contender;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import pl.tkowalcz.tjahzi.logback.LokiAppender;
import pl.tkowalcz.tjahzi.stats.StandardMonitoringModule;

/** Tjahzi, the appender with off-heap buffers. Thread-safe. */
final class TjahziPusher extends Pusher {

    /** Longer than its batches wait, because it does not show when the last one has been sent. */
    private static final long LAST_BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final LokiAppender appender;
    private final LongAdder dropped = new LongAdder();

    TjahziPusher(LoggerContext context) {
        super(context);
        appender = (LokiAppender) Pusher.appender(context);
        appender.setMonitoringModule(new StandardMonitoringModule() {
            @Override
            public void incrementDroppedPuts() {
                dropped.increment();
            }

            @Override
            public void incrementDroppedPuts(Throwable cause) {
                dropped.increment();
            }
        });
    }

    @Override
    public Appender<ILoggingEvent> appender() {
        return appender;
    }

    @Override
    public void drain() {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        // The "remaining" bytes are the waiting ones.
        while (appender.getLoggingSystem().getLogBufferByteRemainsSize() > 0 && endNanos - System.nanoTime() > 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        LockSupport.parkNanos(LAST_BATCH_NANOS);
    }

    @Override
    public long dropped() {
        return dropped.sum();
    }
}
