package io.github.lokiline.log4j2;

import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * What to write as {@code ***} wherever it stands: {@code <LineRedact pattern="/acct-\\d+/"/>}. Immutable.
 *
 * @param name what to call it in messages; null for nothing
 * @param pattern a regex as {@code /regex/}, or a word of {@code redactPatterns}
 */
@Plugin(name = "LineRedact", category = Node.CATEGORY, printObject = true)
public record RedactElement(@Nullable String name, @Nullable String pattern) {
    /**
     * Takes what the configuration says; the element around it tells what is wrong with it.
     *
     * @param name what to call it in messages; null for nothing
     * @param pattern a regex as {@code /regex/}, or a word of {@code redactPatterns}
     * @return the element
     */
    @PluginFactory
    public static RedactElement create(
            @PluginAttribute("name") @Nullable String name, @PluginAttribute("pattern") @Nullable String pattern) {
        return new RedactElement(name, pattern);
    }
}
