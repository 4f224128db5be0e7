package io.github.lokiline.log4j2;

import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * Structured metadata of each entry: {@code <LokiMetadata name="order_id" value="%X{order}"/>}. Immutable.
 *
 * @param name its name; {@code *} for all entries that the value selects
 * @param value a text or a pattern of Log4j
 */
@Plugin(name = "LokiMetadata", category = Node.CATEGORY, printObject = true)
public record MetadataElement(
        @Nullable String name, @Nullable String value) {
    /** Creates the element; the appender checks it. */
    @PluginFactory
    public static MetadataElement create(
            @PluginAttribute("name") @Nullable String name, @PluginAttribute("value") @Nullable String value) {
        return new MetadataElement(name, value);
    }
}
