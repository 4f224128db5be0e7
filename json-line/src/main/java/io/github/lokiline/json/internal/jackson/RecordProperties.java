package io.github.lokiline.json.internal.jackson;

import io.github.lokiline.json.internal.write.BeanWriter;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes records apart by their accessors where Jackson is absent. Thread-safe. */
final class RecordProperties implements BeanConverter {
    private static final Method[] NONE = {};

    private final ClassValue<Method[]> accessors = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            return accessors(type);
        }
    };

    @Override
    public boolean write(Object value, BeanWriter parts) throws Exception {
        Method[] known = accessors.get(value.getClass());
        if (known.length == 0) {
            return false;
        }
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        for (Method accessor : known) {
            components.put(accessor.getName(), LibraryTypes.call(accessor, value));
        }
        parts.value(components);
        return true;
    }

    /** Returns the accessors; none for a type that is no record, has no components or whose package is not open. */
    private static Method[] accessors(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            return NONE;
        }
        Method[] all = new Method[components.length];
        for (int i = 0; i < components.length; i++) {
            all[i] = components[i].getAccessor();
            if (!all[i].trySetAccessible()) {
                return NONE;
            }
        }
        return all;
    }
}
