package io.github.lokiline.log4j2.internal;

import io.github.lokiline.json.spi.PropertyParser;
import java.util.Optional;
import org.apache.logging.log4j.util.LoaderUtil;
import org.jspecify.annotations.Nullable;

/** Creates objects of classes that a configuration names. Stateless. */
public final class ClassInstantiator {
    private ClassInstantiator() {}

    /** Returns the object; empty after an error. */
    public static <T> Optional<T> make(String element, @Nullable String name, Class<T> type, PropertyParser settings) {
        if (name == null || name.isBlank()) {
            settings.fault(element, "", "no class", "write class=\"com.acme.MyClass\"");
            return Optional.empty();
        }
        try {
            return Optional.of(type.cast(LoaderUtil.newInstanceOf(name)));
        } catch (ClassCastException e) {
            settings.fault(element, name, "no " + type.getSimpleName(), "name a class that implements it");
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            settings.fault(
                    element,
                    name,
                    "cannot be created (" + e.getClass().getSimpleName() + ")",
                    "name a public class with a public constructor without parameters");
        }
        return Optional.empty();
    }
}
