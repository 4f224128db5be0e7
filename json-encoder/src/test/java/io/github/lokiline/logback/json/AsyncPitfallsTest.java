package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests encoding behind Logback's AsyncAppender, whose worker encodes events of other threads. */
class AsyncPitfallsTest {
    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    private final JsonEncoder encoder = new JsonEncoder();
    private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
    private final CountDownLatch mayEncode = new CountDownLatch(1);
    private final AsyncAppender async = new AsyncAppender();

    @AfterEach
    void stop() {
        mayEncode.countDown();
        async.stop();
    }

    @Test
    void messageMdcAndThreadAreThoseOfTheCall() throws Exception {
        Logger logger = logger("message,threadName,thread", false);
        StringBuilder argument = new StringBuilder("then");
        mdc.put("request_id", "r-17");

        logger.info("was {}", argument);
        argument.append(" and now");
        mdc.clear();
        JsonNode line = line();

        assertThat(line.get("message").asString()).isEqualTo("was then");
        assertThat(line.get("request_id").asString()).isEqualTo("r-17");
        assertThat(line.get("threadName").asString())
                .isEqualTo(Thread.currentThread().getName());
        // Null rather than the number of the worker.
        assertThat(line.get("thread").isNull()).isTrue();
    }

    @Test
    void theCallerIsNullAndNeverTheWorkersUnlessTheAppenderIncludesIt() throws Exception {
        Logger logger = logger("message,pathname,funcName,lineno", false);

        logger.info("hi");
        JsonNode line = line();

        assertThat(line.get("pathname").isNull()).as("%s", line).isTrue();
        assertThat(line.get("funcName").isNull()).isTrue();
        assertThat(line.get("lineno").isNull()).isTrue();
    }

    @Test
    void theCallerIsThatOfTheCallWhereTheAppenderIncludesIt() throws Exception {
        Logger logger = logger("message,funcName", true);

        logger.info("hi");

        assertThat(line().get("funcName").asString()).isEqualTo("theCallerIsThatOfTheCallWhereTheAppenderIncludesIt");
    }

    @Test
    void valuesThatChangeAfterTheCallAreWrittenAsTheWorkerFindsThem() throws Exception {
        Logger logger = logger("message", false);
        List<Integer> changing = new ArrayList<>(List.of(1));

        logger.atInfo()
                .addKeyValue("list", changing)
                .addKeyValue("copy", List.copyOf(changing))
                .log("hi {}", changing);
        changing.add(2);
        JsonNode line = line();

        // As documented: the message is formatted at the call, values are not.
        assertThat(line.get("message").asString()).isEqualTo("hi {}".replace("{}", "[1]"));
        assertThat(line.get("list")).isEqualTo(Lines.parse("[1,2]"));
        assertThat(line.get("copy")).isEqualTo(Lines.parse("[1]"));
    }

    private JsonNode line() throws InterruptedException {
        mayEncode.countDown();
        String line = written.poll(30, TimeUnit.SECONDS);
        assertThat(line).isNotNull();
        return Lines.parse(line);
    }

    private Logger logger(String format, boolean includesCaller) {
        context.setMDCAdapter(mdc);
        encoder.setContext(context);
        encoder.setFormat(format);
        encoder.start();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                try {
                    mayEncode.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                written.add(Lines.utf8(encoder.encode(event)));
            }
        };
        appender.setContext(context);
        appender.start();
        async.setContext(context);
        async.setIncludeCallerData(includesCaller);
        async.addAppender(appender);
        async.start();
        Logger logger = context.getLogger("com.acme.Svc");
        logger.addAppender(async);
        return logger;
    }
}
