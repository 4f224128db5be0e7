package io.github.lokiline.log4j2;

import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * A label of each entry: {@code <LokiLabel name="service_name" value="orders"/>}. Immutable.
 *
 * @param name its name
 * @param value a text or a pattern of Log4j
 */
@Plugin(name = "LokiLabel", category = Node.CATEGORY, printObject = true)
public record LabelElement(@Nullable String name, @Nullable String value) {
    /** Creates the element; the appender checks it. */
    @PluginFactory
    public static LabelElement create(
            @PluginAttribute("name") @Nullable String name, @PluginAttribute("value") @Nullable String value) {
        return new LabelElement(name, value);
    }
}
