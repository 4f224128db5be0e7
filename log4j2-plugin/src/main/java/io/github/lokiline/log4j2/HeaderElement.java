package io.github.lokiline.log4j2;

import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * A header of every push: {@code <LokiHeader name="X-Team" value="orders"/>}. Immutable.
 *
 * @param name its name
 * @param value its value; masked in messages
 */
@Plugin(name = "LokiHeader", category = Node.CATEGORY, printObject = true)
public record HeaderElement(@Nullable String name, @Nullable String value) {
    /** Creates the element; the appender checks it. */
    @PluginFactory
    public static HeaderElement create(
            @PluginAttribute("name") @Nullable String name,
            @PluginAttribute(value = "value", sensitive = true) @Nullable String value) {
        return new HeaderElement(name, value);
    }

    /** Returns the element without the value, which may be a secret. */
    @Override
    public String toString() {
        return "LokiHeader[" + name + "]";
    }
}
