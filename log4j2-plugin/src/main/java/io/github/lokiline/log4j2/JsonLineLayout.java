package io.github.lokiline.log4j2;

import io.github.lokiline.json.spi.EventEncoder;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;

/**
 * Writes each event as one JSON line: {@code <JsonLine>}. Thread-safe.
 *
 * <pre>{@code
 * <Console name="CONSOLE">
 *   <JsonLine>
 *     <LineRename from="levelname" to="level"/>
 *     <LineStatic name="team" value="orders"/>
 *   </JsonLine>
 * </Console>
 *
 * {"asctime":"2025-11-20T10:30:45.123Z","level":"INFO","name":"com.acme.Svc","message":"Request completed",
 *  "threadName":"main","team":"orders","request_id":"r-17","status_code":200}
 * }</pre>
 *
 * <p>The built-in fields are followed by the static fields, the ThreadContext sorted by key, the entries of a {@code
 * MapMessage} with their types, the stack of the ThreadContext, and {@code exc_info} if an exception was logged. Lines
 * are always valid UTF-8 JSON: a value whose method throws becomes {@code "<error: IllegalStateException: ...>"}.
 *
 * <p>Errors: attributes are checked when the layout is built. All errors are reported in one message of Log4j's status
 * logger; the layout then writes nothing, and the application keeps running.
 */
@Plugin(name = "JsonLine", category = Node.CATEGORY, elementType = Layout.ELEMENT_TYPE, printObject = true)
public final class JsonLineLayout extends AbstractStructuredLayout {
    private JsonLineLayout(Builder builder) {
        super("JsonLine", builder, EventEncoder::json);
    }

    /** Returns a builder with default attributes. */
    @PluginBuilderFactory
    public static Builder newBuilder() {
        return new Builder();
    }

    @Override
    public String getContentType() {
        return "application/json; charset=UTF-8";
    }

    /** The attributes of {@code <JsonLine>}. Owned by the thread that configures. */
    public static final class Builder extends AbstractLayoutBuilder<Builder>
            implements org.apache.logging.log4j.core.util.Builder<JsonLineLayout> {
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
        public JsonLineLayout build() {
            return new JsonLineLayout(this);
        }
    }
}
