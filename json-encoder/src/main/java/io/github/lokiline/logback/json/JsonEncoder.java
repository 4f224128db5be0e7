package io.github.lokiline.logback.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.PropertyParser;

/**
 * Encodes each Logback event as one JSON line in the style of python-json-logger. Thread-safe once started.
 *
 * <pre>{@code
 * <encoder class="io.github.lokiline.logback.json.JsonEncoder">
 *   <renameFields>levelname=level</renameFields>
 *   <staticField>team=orders</staticField>
 * </encoder>
 *
 * {"asctime":"2025-11-20T10:30:45.123Z","level":"INFO","name":"com.acme.Svc","message":"Request completed",
 *  "threadName":"main","team":"orders","request_id":"r-17","status_code":200}
 * }</pre>
 *
 * <p>The built-in fields are followed by the static fields, the MDC sorted by key, the SLF4J key-values with their
 * types, and {@code exc_info} if an exception was logged. The last of several additional fields with the same name
 * wins; one with the name of a built-in field gets {@code _} appended. Lines are always valid UTF-8 JSON: a value whose
 * method throws becomes {@code "<error: IllegalStateException: ...>"}.
 *
 * <p>Errors: {@link #start()} checks every property and reports each error as a warning status. The encoder then stays
 * stopped and encodes every event as nothing; the application keeps running.
 */
public final class JsonEncoder extends AbstractStructuredEncoder {
    /** Creates an encoder with default properties. */
    public JsonEncoder() {}

    @Override
    EventEncoder<ILoggingEvent> make(EventAccessor<ILoggingEvent> view, PropertyParser settings) {
        return EventEncoder.json(view, properties(), extensions(), settings);
    }
}
