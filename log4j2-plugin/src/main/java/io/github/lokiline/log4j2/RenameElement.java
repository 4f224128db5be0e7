package io.github.lokiline.log4j2;

import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * A field shown under another name: {@code <LineRename from="levelname" to="level"/>}. Immutable.
 *
 * @param from the field's name, built-in or extra
 * @param to the name shown
 */
@Plugin(name = "LineRename", category = Node.CATEGORY, printObject = true)
public record RenameElement(@Nullable String from, @Nullable String to) {
    /**
     * Takes what the configuration says; the element around it tells what is wrong with it.
     *
     * @param from the field's name, built-in or extra
     * @param to the name shown
     * @return the element
     */
    @PluginFactory
    public static RenameElement create(
            @PluginAttribute("from") @Nullable String from, @PluginAttribute("to") @Nullable String to) {
        return new RenameElement(from, to);
    }
}
