package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.spi.PropertyParser;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of extras with the same name. */
public enum DuplicateKeyPolicy {
    /** The last one's value, at the first one's place. */
    LAST,
    /** The first one. */
    FIRST,
    /** Each: the second as {@code name_2}, and so on. */
    SUFFIX;

    static DuplicateKeyPolicy parse(@Nullable String text, PropertyParser settings) {
        String word = settings.choice("duplicateKeys", text, "last", List.of("last", "first", "suffix"));
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
