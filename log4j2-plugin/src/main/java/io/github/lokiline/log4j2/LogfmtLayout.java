package io.github.lokiline.log4j2;

import io.github.lokiline.json.spi.EventEncoder;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;

/**
 * Writes each event as one logfmt line: {@code <Logfmt>}. Thread-safe.
 *
 * <pre>{@code
 * <Console name="CONSOLE">
 *   <Logfmt/>
 * </Console>
 *
 * asctime=2025-11-20T10:30:45.123Z levelname=INFO name=com.acme.Svc message="Request completed" threadName=main
 *   status_code=200
 * }</pre>
 *
 * <p>It has the fields and attributes of {@link JsonLineLayout}, without {@code indent}; {@code preset} can also be
 * {@code tskv}.
 *
 * <p>Errors: attributes are checked when the layout is built. All errors are reported in one message of Log4j's status
 * logger; the layout then writes nothing, and the application keeps running.
 */
@Plugin(name = "Logfmt", category = Node.CATEGORY, elementType = Layout.ELEMENT_TYPE, printObject = true)
public final class LogfmtLayout extends AbstractStructuredLayout {
    private LogfmtLayout(Builder builder) {
        super("Logfmt", builder, EventEncoder::logfmt);
    }

    /** Returns a builder with default attributes. */
    @PluginBuilderFactory
    public static Builder newBuilder() {
        return new Builder();
    }

    @Override
    public String getContentType() {
        return "text/plain; charset=UTF-8";
    }

    /** The attributes of {@code <Logfmt>}. Owned by the thread that configures. */
    public static final class Builder extends AbstractLayoutBuilder<Builder>
            implements org.apache.logging.log4j.core.util.Builder<LogfmtLayout> {
        private Builder() {}

        @Override
        Builder asBuilder() {
            return this;
        }

        /**
         * Creates the layout.
         *
         * @return the layout; after errors of the attributes, one that writes nothing
         */
        @Override
        public LogfmtLayout build() {
            return new LogfmtLayout(this);
        }
    }
}
