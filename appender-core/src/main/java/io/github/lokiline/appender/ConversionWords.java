package io.github.lokiline.appender;

import java.util.Set;

/**
 * The conversion words of a framework for the parts of an event that are read without its patterns. Immutable.
 *
 * @param level words for the level
 * @param logger words for the logger's full name
 * @param thread words for the thread's name
 * @param context words for one value of the diagnostic context, given by its key in braces
 */
public record ConversionWords(Set<String> level, Set<String> logger, Set<String> thread, Set<String> context) {
    public ConversionWords {
        level = Set.copyOf(level);
        logger = Set.copyOf(logger);
        thread = Set.copyOf(thread);
        context = Set.copyOf(context);
    }
}
