package io.github.lokiline.log4j2.internal;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.core.config.plugins.util.PluginManager;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.PatternConverter;

/**
 * The conversion words of Log4j, including those of the application's plugins. Stateless. Log4j itself reports an unknown
 * word only to its status logger, and writes it out.
 */
final class PatternConverterKeys {
    private PatternConverterKeys() {}

    static boolean known(String word) {
        return Holder.WORDS.contains(word);
    }

    /** Returns whether the text is a word, or begins with a word that no letter follows. */
    static boolean begins(String text) {
        for (int end = text.length(); end > 0; end--) {
            if (known(text.substring(0, end))) {
                return end == text.length() || !Character.isLetter(text.charAt(end));
            }
        }
        return false;
    }

    /** Collects the words once, from all plugins. */
    private static final class Holder {
        static final Set<String> WORDS = collect();

        private static Set<String> collect() {
            PluginManager plugins = new PluginManager(PatternConverter.CATEGORY);
            plugins.collectPlugins();
            return plugins.getPlugins().values().stream()
                    .map(type -> type.getPluginClass().getAnnotation(ConverterKeys.class))
                    .flatMap(keys -> keys == null ? Stream.empty() : Arrays.stream(keys.value()))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
