package io.github.lokiline.log4j2;

import io.github.lokiline.append.contract.Delivering;
import io.github.lokiline.append.contract.DeliveryContract;
import io.github.lokiline.json.contract.Sample;
import io.github.lokiline.loki.Ledger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class DeliveryContractTest extends DeliveryContract {
    @Override
    protected Delivering start(Map<String, String> properties, Map<String, String> lines) {
        Map<String, String> attributes = new HashMap<>(properties);
        String elements = Xml.pairs("LokiLabel", attributes.remove("labels"));
        if (attributes.getOrDefault("structuredMetadata", "off").contains("=")) {
            elements += Xml.pairs("LokiMetadata", attributes.remove("structuredMetadata"));
        }
        String layout = "<JsonLine " + Xml.attributes(lines) + "/>";
        return new Log4j(Logs.appender("LOKI", Xml.attributes(attributes), elements, layout));
    }

    /** One appender, attached to root; all later ones of that name are its successors. */
    private static final class Log4j implements Delivering {
        private final String appender;
        private final Logs logs;

        Log4j(String appender) {
            this.appender = appender;
            this.logs = Logs.configured(appender, "LOKI");
        }

        @Override
        public void append(Sample sample) {
            if (isDelivering()) {
                logs.appender().append(SampleEvent.of(sample));
            }
        }

        @Override
        public boolean isDelivering() {
            return logs.appender() != null && logs.appender().isStarted();
        }

        @Override
        public boolean flush(Duration timeout) {
            return logs.appender().flush(timeout);
        }

        @Override
        public Ledger ledger() {
            return logs.appender().ledger();
        }

        @Override
        public List<String> warnings() {
            return Stream.concat(logs.status().errors().stream(), logs.status().warnings().stream())
                    .filter(message -> message.startsWith("<Loki") || message.startsWith("<JsonLine"))
                    .toList();
        }

        @Override
        public void configureAnew() {
            logs.configure(appender, "LOKI");
        }

        @Override
        public void close() {
            logs.close();
        }
    }
}
