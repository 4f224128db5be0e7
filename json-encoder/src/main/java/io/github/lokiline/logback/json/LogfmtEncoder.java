package io.github.lokiline.logback.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.PropertyParser;

/**
 * Encodes each Logback event as one logfmt line, {@code key=value}, with the fields and properties of {@link
 * JsonEncoder}. Thread-safe once started.
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
 * <p>A text is written in double quotes and escaped as in JSON, unless it is printable ASCII without spaces, {@code =},
 * quotes and backslashes, so a line contains no raw control character. An empty text is {@code ""}, a null value {@code
 * null}, and the text "null" is quoted. Objects become dotted keys ({@code order.id=17}), arrays quoted JSON. The
 * preset {@code tskv} writes every text in single quotes: {@code level='info' event='Request completed'
 * status_code=200}.
 *
 * <p>Errors: as for {@link JsonEncoder}; in addition, {@code indent} is an error.
 */
public final class LogfmtEncoder extends AbstractStructuredEncoder {
    /** Creates an encoder with default properties. */
    public LogfmtEncoder() {}

    @Override
    EventEncoder<ILoggingEvent> make(EventAccessor<ILoggingEvent> view, PropertyParser settings) {
        return EventEncoder.logfmt(view, properties(), extensions(), settings);
    }
}
