package io.github.lokiline.json.spi;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Searches the types that a class is, extends or implements. Stateless. */
public final class Supertypes {
    private Supertypes() {}

    /** Returns the type with one of these names; null if there is none. */
    public static @Nullable Class<?> find(@Nullable Class<?> type, Collection<String> names) {
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
