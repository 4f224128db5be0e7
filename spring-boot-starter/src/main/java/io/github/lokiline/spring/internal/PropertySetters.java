package io.github.lokiline.spring.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The properties of an appender or an encoder: each has one setter that takes a text, {@code setX}, or {@code addX} where
 * it repeats. So every property that Logback's XML knows is known here, and no other. Immutable.
 */
public final class PropertySetters {

    /** Logback's own, which is no property of delivery. */
    private static final String NAME = "name";

    private final Map<String, Method> byName = new TreeMap<>();

    private PropertySetters() {}

    public static PropertySetters of(Class<?> type) {
        PropertySetters setters = new PropertySetters();
        for (Method method : type.getMethods()) {
            boolean named = method.getName().matches("(set|add)\\p{Upper}\\w*");
            boolean takesText = Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class});
            // Logback's addInfo and the like are no properties.
            boolean ours = method.getDeclaringClass().getPackage().equals(type.getPackage());
            if (named && takesText && ours && !Modifier.isStatic(method.getModifiers())) {
                setters.byName.put(kebab(method.getName().substring(3)), method);
            }
        }
        setters.byName.remove(NAME);
        return setters;
    }

    /** In the form of {@code application.yml}: {@code batch-max-wait}. */
    public Iterable<String> names() {
        return byName.keySet();
    }

    boolean repeats(String name) {
        return method(name).getName().startsWith("add");
    }

    void set(Object target, String name, String value) {
        try {
            method(name).invoke(target, value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(name + " cannot be set", e);
        }
    }

    private Method method(String name) {
        Method method = byName.get(name);
        if (method == null) {
            throw new IllegalArgumentException(name);
        }
        return method;
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
