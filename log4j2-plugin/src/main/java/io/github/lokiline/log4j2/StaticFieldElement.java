package io.github.lokiline.log4j2;

import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * A field that every line has: {@code <LineStatic name="team" value="orders"/>}. Immutable.
 *
 * @param name its name
 * @param value its text
 */
@Plugin(name = "LineStatic", category = Node.CATEGORY, printObject = true)
public record StaticFieldElement(
        @Nullable String name, @Nullable String value) {
    /** Creates the element; the layout checks it. */
    @PluginFactory
    public static StaticFieldElement create(
            @PluginAttribute("name") @Nullable String name, @PluginAttribute("value") @Nullable String value) {
        return new StaticFieldElement(name, value);
    }
}
