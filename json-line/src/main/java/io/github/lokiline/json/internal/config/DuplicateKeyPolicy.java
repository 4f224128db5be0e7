package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.spi.PropertyParser;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The treatment of additional fields with the same name. */
public enum DuplicateKeyPolicy {
    /** Shows the last one's value, at the first one's place. */
    LAST,
    /** Shows the first one. */
    FIRST,
    /** Shows each: the second as {@code name_2}, and so on. */
    SUFFIX;

    static DuplicateKeyPolicy parse(@Nullable String text, PropertyParser settings) {
        String word = settings.choice("duplicateKeys", text, "last", List.of("last", "first", "suffix"));
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
