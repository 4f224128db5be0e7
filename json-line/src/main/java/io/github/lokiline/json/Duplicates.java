package io.github.lokiline.json;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of extras with the same name. */
enum Duplicates {
    /** The last one's value, at the first one's place. */
    LAST,
    /** The first one. */
    FIRST,
    /** Each: the second as {@code name_2}, and so on. */
    SUFFIX;

    static Duplicates parse(@Nullable String text, Settings settings) {
        String word = settings.choice("duplicateKeys", text, "last", List.of("last", "first", "suffix"));
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
