package io.github.lokiline.json.internal.jackson;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Searches the types that a class is, extends or implements. Stateless. */
final class Supertypes {
    private Supertypes() {}

    /** Returns the type with one of these names; null if there is none. */
    static @Nullable Class<?> find(@Nullable Class<?> type, Collection<String> names) {
        if (type == null || names.contains(type.getName())) {
            return type;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            Class<?> found = find(implemented, names);
            if (found != null) {
                return found;
            }
        }
        return find(type.getSuperclass(), names);
    }
}
