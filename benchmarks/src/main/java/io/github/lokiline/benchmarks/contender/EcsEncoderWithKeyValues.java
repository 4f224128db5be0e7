package io.github.lokiline.benchmarks.contender;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.JsonUtils;
import co.elastic.logging.logback.EcsEncoder;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/** Elastic's encoder, extended by key-values, without which it would write less than the others. Thread-safe. */
final class EcsEncoderWithKeyValues extends EcsEncoder {

    @Override
    protected void addCustomFields(ILoggingEvent event, StringBuilder line) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        for (int i = 0; i < pairs.size(); i++) {
            KeyValuePair pair = pairs.get(i);
            line.append('"');
            JsonUtils.quoteAsString(pair.key, line);
            line.append("\":");
            if (pair.value instanceof Number) {
                line.append(pair.value);
            } else {
                line.append('"');
                JsonUtils.quoteAsString(String.valueOf(pair.value), line);
                line.append('"');
            }
            line.append(',');
        }
    }
}
