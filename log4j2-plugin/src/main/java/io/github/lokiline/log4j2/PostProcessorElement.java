package io.github.lokiline.log4j2;

import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * A class of the application that changes every line, a {@link io.github.lokiline.json.LinePostProcessor}: {@code
 * <LineProcessor class="com.acme.Tidy"/>}. Immutable.
 *
 * @param type the name of the class, which needs a public constructor without parameters
 */
@Plugin(name = "LineProcessor", category = Node.CATEGORY, printObject = true)
public record PostProcessorElement(@Nullable String type) {
    /** Creates the element; the layout checks it. */
    @PluginFactory
    public static PostProcessorElement create(@PluginAttribute("class") @Nullable String type) {
        return new PostProcessorElement(type);
    }
}
