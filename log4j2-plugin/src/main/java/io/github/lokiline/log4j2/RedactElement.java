package io.github.lokiline.log4j2;

import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * A pattern whose matches are written as {@code ***}: {@code <LineRedact pattern="/acct-\\d+/"/>}. Immutable.
 *
 * @param name its name in messages; null for none
 * @param pattern a regex as {@code /regex/}, or a word of {@code redactPatterns}
 */
@Plugin(name = "LineRedact", category = Node.CATEGORY, printObject = true)
public record RedactElement(@Nullable String name, @Nullable String pattern) {
    /** Creates the element; the layout checks it. */
    @PluginFactory
    public static RedactElement create(
            @PluginAttribute("name") @Nullable String name, @PluginAttribute("pattern") @Nullable String pattern) {
        return new RedactElement(name, pattern);
    }
}
