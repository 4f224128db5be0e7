package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.client.Ledger;
import io.github.lokiline.contract.DeliveryContract;
import io.github.lokiline.contract.LokiAppenderFixture;
import io.github.lokiline.contract.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.event.KeyValuePair;

class DeliveryContractTest extends DeliveryContract {
    @Override
    protected LokiAppenderFixture start(Map<String, String> properties, Map<String, String> lines) {
        String encoder = lines.isEmpty() ? "" : "<encoder>" + elements(lines) + "</encoder>";
        return new Logback(Logs.appender("LOKI", encoder, elements(properties)) + Logs.root("LOKI"));
    }

    private static String elements(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> "<" + text.getKey() + ">" + text.getValue() + "</" + text.getKey() + ">")
                .collect(Collectors.joining());
    }

    /** One appender, attached to root. */
    private static final class Logback implements LokiAppenderFixture {
        private final String xml;
        private final Logs logs;

        Logback(String xml) {
            this.xml = xml;
            this.logs = Logs.configured(xml);
        }

        @Override
        public void append(Sample sample) {
            LoggingEvent event = new LoggingEvent();
            event.setInstant(sample.time());
            event.setLevel(Level.toLevel(sample.level().name()));
            event.setLoggerName(sample.logger());
            event.setThreadName(sample.thread());
            event.setMessage(sample.message());
            event.setMDCPropertyMap(sample.context());
            sample.keyValues()
                    .forEach(entry -> event.addKeyValuePair(new KeyValuePair(entry.getKey(), entry.getValue())));
            logs.appender().doAppend(event);
        }

        @Override
        public boolean isDelivering() {
            return logs.appender().isStarted();
        }

        @Override
        public boolean flush(Duration timeout) {
            return logs.appender().flush(timeout);
        }

        @Override
        public Ledger ledger() {
            return logs.appender().ledger();
        }

        /** Those of an encoder are its own, and then the appender's too. */
        @Override
        public List<String> warnings() {
            return logs.statuses().stream()
                    .filter(status -> status.getEffectiveLevel() >= Status.WARN)
                    .filter(status -> status.getOrigin().getClass().getName().startsWith("io.github.lokiline"))
                    .map(Status::getMessage)
                    .toList();
        }

        @Override
        public void configureAnew() {
            logs.context().reset();
            logs.configure(xml);
        }

        @Override
        public void close() {
            logs.close();
        }
    }
}
