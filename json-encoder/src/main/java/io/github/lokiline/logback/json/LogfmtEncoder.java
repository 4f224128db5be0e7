package io.github.lokiline.logback.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.PropertyParser;

/**
 * Encodes each Logback event as one line of logfmt, {@code key=value}: the fields of {@link JsonEncoder}, by the same
 * properties. Thread-safe once started.
 *
 * <pre>{@code
 * <encoder class="io.github.lokiline.logback.json.LogfmtEncoder">
 *   <renameFields>levelname=level</renameFields>
 * </encoder>
 *
 * asctime=2025-11-20T10:30:45.123Z level=INFO name=com.acme.Svc message="Request completed" threadName=main
 *   status_code=200
 * }</pre>
 *
 * <p>A text stands in double quotes, escaped as in JSON, unless it is printable ASCII without spaces, {@code =}, quotes
 * and backslashes; so no line holds a raw control character. Empty is {@code ""}, nothing is {@code null}, the text
 * "null" stands in quotes. Objects become dotted keys ({@code order.id=17}), lists stay JSON in quotes. The preset
 * {@code tskv} writes every text in single quotes: {@code level='info' event='Request completed' status_code=200}.
 *
 * <p>Errors: those of {@link JsonEncoder}; {@code indent} is refused.
 */
public final class LogfmtEncoder extends AbstractStructuredEncoder {
    /** An encoder with the default of every property. */
    public LogfmtEncoder() {}

    @Override
    EventEncoder<ILoggingEvent> make(EventAccessor<ILoggingEvent> view, PropertyParser settings) {
        return EventEncoder.logfmt(view, properties(), extensions(), settings);
    }
}
