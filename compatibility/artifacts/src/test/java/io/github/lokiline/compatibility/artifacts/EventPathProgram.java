package io.github.lokiline.compatibility.artifacts;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.loki.LokiAppender;
import io.github.lokiline.testkit.EmbeddedLoki;
import java.util.concurrent.locks.LockSupport;

/**
 * The program that {@link EventPath} looks at: warms up, then lets one event pass between {@code begin} and {@code end}.
 * Each event has two entries in the MDC and a key-value, whose values are those of no event before.
 */
final class EventPathProgram {

    static final String DELIVER = "deliver";
    static final String ENCODE = "encode";

    /** The methods at which the debugger starts and stops recording entered methods. */
    static final String BEGIN = "begin";

    static final String END = "end";

    private static final int WARM_UP = 50;
    private static final long PAUSE_NANOS = 5_000_000;

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("com.acme.Orders");

    private EventPathProgram() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    public static void main(String... arguments) {
        EventPathProgram program = new EventPathProgram();
        if (arguments[0].equals(DELIVER)) {
            program.deliver();
        } else {
            program.encode();
        }
    }

    private static void begin() {}

    private static void end() {}

    private void log(int number) {
        context.getMDCAdapter().put("request_id", "r-" + number);
        context.getMDCAdapter().put("user", "u-" + number);
        logger.atInfo().addKeyValue("order", number).log("order {} placed", number);
    }

    private void deliver() {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            LokiAppender appender = new LokiAppender();
            appender.setContext(context);
            appender.setName("LOKI");
            appender.setUrl(loki.url());
            appender.setBatchMaxWait("20 ms");
            appender.start();
            logger.addAppender(appender);
            for (int i = 1; i <= WARM_UP; i++) {
                log(i);
                await(appender, i);
            }
            begin();
            log(0);
            await(appender, WARM_UP + 1);
            end();
            appender.stop();
        }
    }

    private static void await(LokiAppender appender, int delivered) {
        while (appender.ledger().delivered() < delivered) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void encode() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        logger.addAppender(new AppenderBase<>() {
            {
                setContext(context);
                start();
            }

            @Override
            protected void append(ILoggingEvent event) {
                event.prepareForDeferredProcessing();
                boolean isMeasured = event.getArgumentArray()[0].equals(0);
                if (isMeasured) {
                    begin();
                }
                byte[] line = encoder.encode(event);
                if (isMeasured) {
                    end();
                }
                if (line.length == 0) {
                    throw new IllegalStateException("no line");
                }
            }
        });
        for (int i = 1; i <= WARM_UP; i++) {
            log(i);
        }
        log(0);
    }
}
