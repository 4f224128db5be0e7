package io.github.lokiline.json.internal.jackson;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.BaseStream;

/**
 * The types that lines write by their own table, also where they are nested in a bean: Jackson leaves them to it, since
 * its versions and modules differ in how they write them, and some it cannot write. Stateless.
 */
public final class OwnTypes {
    private static final List<Class<?>> CONTAINERS =
            List.of(Iterable.class, Map.class, Map.Entry.class, Optional.class, AtomicReference.class);

    private OwnTypes() {}

    /** Returns whether a type is one of the JDK, of any of its modules, or a proxy that the JDK made. */
    public static boolean isOfJdk(Class<?> type) {
        String module = type.getModule().getName();
        return (module != null && (module.startsWith("java.") || module.startsWith("jdk.")))
                || Proxy.isProxyClass(type);
    }

    static boolean contains(Class<?> type) {
        return LibraryTypes.contains(type)
                || Supplier.class.isAssignableFrom(type)
                || isReadOnce(type)
                || (isOfJdk(type) && !isOfJson(type) && !isContainer(type));
    }

    /** Returns whether writing the content would take it from the application. */
    private static boolean isReadOnce(Class<?> type) {
        return Iterator.class.isAssignableFrom(type) || BaseStream.class.isAssignableFrom(type);
    }

    /** Returns whether Jackson writes a type as lines do, and faster where it is in a bean. */
    private static boolean isOfJson(Class<?> type) {
        return type.isPrimitive()
                || type == Boolean.class
                || type == Character.class
                || CharSequence.class.isAssignableFrom(type)
                || Number.class.isAssignableFrom(type);
    }

    /** Returns whether Jackson has to write the content, by the annotations of the property. */
    private static boolean isContainer(Class<?> type) {
        return !Path.class.isAssignableFrom(type)
                && CONTAINERS.stream().anyMatch(container -> container.isAssignableFrom(type));
    }
}
