package io.github.lokiline.json;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How extras stand in a line. Immutable.
 *
 * @param field the name shown of the object that holds all extras; null when they stand among the line's own fields.
 *     Static fields are no extras
 */
record ExtraRules(@Nullable String field) {
    /** Among the line's own fields. */
    static final ExtraRules PLAIN = new ExtraRules(null);

    /** Names of objects that hold extras: no other field of the line may have them. */
    Set<String> groups() {
        return field == null ? Set.of() : Set.of(field);
    }
}
