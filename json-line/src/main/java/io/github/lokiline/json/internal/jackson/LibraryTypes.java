package io.github.lokiline.json.internal.jackson;

import io.github.lokiline.json.internal.write.BeanWriter;
import io.github.lokiline.json.spi.Supertypes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types of libraries that are recognized by name, since none of them needs to be there: JSON trees, whose text is the
 * JSON that lines embed, and options, which are written as their content. Thread-safe.
 */
final class LibraryTypes {
    private static final Set<String> TREES = Set.of(
            "com.google.gson.JsonElement",
            "org.json.JSONObject",
            "org.json.JSONArray",
            "jakarta.json.JsonValue",
            "javax.json.JsonValue");
    private static final Set<String> OPTIONS = Set.of("io.vavr.control.Option", "scala.Option");

    private static final ClassValue<Optional<BeanConverter>> CONVERTERS = new ClassValue<>() {
        @Override
        protected Optional<BeanConverter> computeValue(Class<?> type) {
            if (Supertypes.find(type, TREES) != null) {
                return Optional.of(LibraryTypes::tree);
            }
            Class<?> option = Supertypes.find(type, OPTIONS);
            return option == null ? Optional.empty() : content(option);
        }
    };

    private LibraryTypes() {}

    static boolean contains(Class<?> type) {
        return CONVERTERS.get(type).isPresent();
    }

    /** Returns the converter of a type; null where it is none of these. */
    static @Nullable BeanConverter converter(Class<?> type) {
        return CONVERTERS.get(type).orElse(null);
    }

    private static boolean tree(Object tree, BeanWriter parts) {
        parts.json(String.valueOf(tree));
        return true;
    }

    private static Optional<BeanConverter> content(Class<?> option) {
        try {
            Method isEmpty = option.getMethod("isEmpty");
            Method get = option.getMethod("get");
            return Optional.of((value, parts) -> {
                parts.value(Boolean.TRUE.equals(call(isEmpty, value)) ? null : call(get, value));
                return true;
            });
        } catch (NoSuchMethodException e) {
            // A version without these methods: an object like any other.
            return Optional.empty();
        }
    }

    /** Calls a method; passes on its own exception. */
    static @Nullable Object call(Method method, Object value) throws Exception {
        try {
            return method.invoke(value);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception own ? own : e;
        }
    }
}
