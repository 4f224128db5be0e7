package io.github.lokiline.benchmarks.contender;

import io.github.lokiline.log4j2.LabelElement;
import io.github.lokiline.log4j2.Log4jLokiAppender;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import pl.tkowalcz.tjahzi.log4j2.Header;
import pl.tkowalcz.tjahzi.log4j2.LokiAppenderBuilder;
import pl.tkowalcz.tjahzi.log4j2.labels.Label;
import pl.tkowalcz.tjahzi.stats.StandardMonitoringModule;

/**
 * One of the measured Log4j appenders, created in code because both are plugins of the same name, of which a class path
 * can have only one. Thread-safe.
 *
 * @param appender receives the events
 * @param drain waits until everything appended has been sent
 * @param dropped returns the number of events that the appender counts as lost
 */
public record Log4jPusher(AbstractAppender appender, Runnable drain, LongAdder dropped) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public static Log4jPusher start(Log4jPusherKind kind, StringLayout layout, String url) {
        return kind == Log4jPusherKind.LOKILINE ? lokiline(layout, url) : tjahzi(layout, url);
    }

    private static Log4jPusher lokiline(StringLayout layout, String url) {
        Log4jLokiAppender appender = Log4jLokiAppender.newBuilder()
                .setName("LOKI")
                .setUrl(url)
                .setLabelElements(new LabelElement("service_name", "orders"))
                .setStructuredMetadata("off")
                .setLayout(layout)
                .build();
        if (appender == null) {
            throw new IllegalStateException("see Log4j's status");
        }
        appender.start();
        LongAdder dropped = new LongAdder();
        Runnable drain = () -> {
            if (!appender.flush(PATIENCE)) {
                throw new IllegalStateException("not drained: " + appender.ledger());
            }
            dropped.reset();
            dropped.add(appender.ledger().droppedTotal() + appender.ledger().refusedTotal());
        };
        return new Log4jPusher(appender, drain, dropped);
    }

    private static Log4jPusher tjahzi(StringLayout layout, String url) {
        LokiAppenderBuilder<?> builder = pl.tkowalcz.tjahzi.log4j2.LokiAppender.newBuilder();
        builder.setName("LOKI");
        builder.setUrl(url + "/loki/api/v1/push");
        builder.setLabels(new Label[] {Label.createLabel("service_name", "orders", null)});
        builder.setHeaders(new Header[0]);
        builder.setLayout(layout);
        builder.setBufferSizeMegabytes(32);
        builder.setBatchWait(1);
        builder.setMaxLogLineSizeKilobytes(64);
        pl.tkowalcz.tjahzi.log4j2.LokiAppender appender = builder.build();
        LongAdder dropped = new LongAdder();
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
        appender.start();
        return new Log4jPusher(appender, () -> drainTjahzi(appender), dropped);
    }

    private static void drainTjahzi(pl.tkowalcz.tjahzi.log4j2.LokiAppender appender) {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        // The "remaining" bytes are the waiting ones. After that, its last batch waits to fill.
        while (appender.getLoggingSystem().getLogBufferByteRemainsSize() > 0 && endNanos - System.nanoTime() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_500));
    }
}
