package io.github.lokiline.log4j2;

import io.github.lokiline.client.Ledger;
import io.github.lokiline.contract.DeliveryContract;
import io.github.lokiline.contract.LokiAppenderFixture;
import io.github.lokiline.contract.Sample;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class DeliveryContractTest extends DeliveryContract {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    protected LokiAppenderFixture start(Map<String, String> properties, Map<String, String> lines) {
        Map<String, String> attributes = new HashMap<>(properties);
        // An element set to nothing is left out; the attribute takes a name without a value for a slip, as Logback
        // does.
        boolean isSlip = attributes.get("labels").endsWith("=");
        String elements = isSlip ? "" : Xml.pairs("LokiLabel", attributes.remove("labels"));
        if (attributes.getOrDefault("structuredMetadata", "off").contains("=")) {
            elements += Xml.pairs("LokiMetadata", attributes.remove("structuredMetadata"));
        }
        String layout = "<JsonLine " + Xml.attributes(lines) + "/>";
        String name = "LOKI-" + COUNT.incrementAndGet();
        return new Log4j(name, Logs.appender(name, Xml.attributes(attributes), elements, layout));
    }

    /**
     * One appender, attached to root; all later ones of that name are its successors. No other test's has it: what they
     * still tell in the background reaches the same status logger.
     */
    private static final class Log4j implements LokiAppenderFixture {
        private final String name;
        private final String appender;
        private final Logs logs;

        Log4j(String name, String appender) {
            this.name = name;
            this.appender = appender;
            this.logs = Logs.configured(appender, name);
        }

        private Log4jLokiAppender appender() {
            return logs.appender(name);
        }

        @Override
        public void append(Sample sample) {
            if (isDelivering()) {
                appender().append(SampleEvent.of(sample));
            }
        }

        @Override
        public boolean isDelivering() {
            return appender() != null && appender().isStarted();
        }

        @Override
        public boolean flush(Duration timeout) {
            return appender().flush(timeout);
        }

        @Override
        public Ledger ledger() {
            return appender().ledger();
        }

        @Override
        public List<String> warnings() {
            return Stream.concat(logs.status().errors().stream(), logs.status().warnings().stream())
                    .filter(message ->
                            message.startsWith("<Loki name=\"" + name + "\"") || message.startsWith("<JsonLine"))
                    .toList();
        }

        @Override
        public void configureAnew() {
            logs.configure(appender, name);
        }

        @Override
        public void close() {
            logs.close();
        }
    }
}
