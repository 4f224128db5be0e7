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
 * <p>After the built-in fields come static fields, the MDC sorted by key, SLF4J key-values with their types, and
 * {@code exc_info} when an exception was logged. Of two extras with the same name the last one's value stands; an extra
 * with a built-in field's name gets {@code _} added to its own. Lines are always valid UTF-8 JSON: a value that throws
 * becomes {@code "<error: IllegalStateException: ...>"}.
 *
 * <p>Errors: every property is checked in {@link #start()}. All wrong ones are reported together, each as one warning
 * status, and the encoder stays stopped: it then encodes every event as nothing, and the application runs on.
 *
 * <p>The setters are the list of properties; the work is done by {@link EventEncoder}.
 */
public final class JsonEncoder extends AbstractStructuredEncoder {
    /** An encoder with the default of every property. */
    public JsonEncoder() {}

    @Override
    EventEncoder<ILoggingEvent> make(EventAccessor<ILoggingEvent> view, PropertyParser settings) {
        return EventEncoder.json(view, properties(), extensions(), settings);
    }
}
