package io.github.lokiline.log4j2;

import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * A field that is written under another name: {@code <LineRename from="levelname" to="level"/>}. Immutable.
 *
 * @param from the name of a built-in or additional field
 * @param to the name written
 */
@Plugin(name = "LineRename", category = Node.CATEGORY, printObject = true)
public record RenameElement(@Nullable String from, @Nullable String to) {
    /** Creates the element; the layout checks it. */
    @PluginFactory
    public static RenameElement create(
            @PluginAttribute("from") @Nullable String from, @PluginAttribute("to") @Nullable String to) {
        return new RenameElement(from, to);
    }
}
