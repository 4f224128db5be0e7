package io.github.lokiline.compatibility.values;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Logs the samples, each in every place of an event. Runs on a class path of its own. */
public final class Program {
    private Program() {}

    /**
     * Sends one line for each sample: its index as the message, the sample in all places.
     *
     * @param url the Loki
     * @return the samples in this order; only those whose library is there
     */
    public static List<String> send(String url) {
        LoggerContext context = new LoggerContext();
        LokiAppender appender = appender(url, context);
        Logger logger = context.getLogger("values");
        logger.addAppender(appender);
        List<String> sent = new ArrayList<>();
        new Samples().all().forEach((name, sample) -> {
            if (isPresent(sample)) {
                log(sent.size(), sample.get(), logger);
                sent.add(name);
            }
        });
        context.stop();
        return sent;
    }

    private static LokiAppender appender(String url, LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setFormat("message");
        encoder.start();
        LokiAppender appender = new LokiAppender();
        appender.setContext(context);
        appender.setUrl(url);
        appender.setEncoder(encoder);
        appender.setLabels("service_name=values\nlabel=%kvp{field}");
        appender.setStructuredMetadata("metadata=%kvp{field}");
        appender.setMaxStreams("1000");
        appender.start();
        if (!appender.isStarted()) {
            throw new IllegalStateException(
                    context.getStatusManager().getCopyOfStatusList().toString());
        }
        return appender;
    }

    private static boolean isPresent(Supplier<Object> sample) {
        try {
            Object unused = sample.get();
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    private static void log(int index, @Nullable Object value, Logger logger) {
        logger.atInfo()
                .addKeyValue("field", value)
                .addKeyValue("map", Collections.singletonMap("v", value))
                .addKeyValue("list", Collections.singletonList(value))
                .addKeyValue("bean", new Bean(value))
                .addKeyValue("record", new Holder(value))
                .log(String.valueOf(index));
    }

    /** A bean that holds the value. */
    public static final class Bean {
        private final @Nullable Object v;

        Bean(@Nullable Object v) {
            this.v = v;
        }

        /** Returns the value. */
        public @Nullable Object getV() {
            return v;
        }
    }

    /** A record that holds the value. */
    public record Holder(@Nullable Object v) {}
}
