package io.github.lokiline.log4j2;

import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * A field that a class of the application writes, a {@link io.github.lokiline.json.FieldWriter}: {@code <LineField
 * class="com.acme.Region"/>}. Immutable.
 *
 * @param type the name of the class, which needs a public constructor without parameters
 */
@Plugin(name = "LineField", category = Node.CATEGORY, printObject = true)
public record FieldElement(@Nullable String type) {
    /** Creates the element; the layout checks it. */
    @PluginFactory
    public static FieldElement create(@PluginAttribute("class") @Nullable String type) {
        return new FieldElement(type);
    }
}
