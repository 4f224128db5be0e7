package io.github.lokiline.spring.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The properties of an appender or an encoder, found by their setters: {@code setX(String)}, or {@code addX(String)} if
 * the property may be repeated. The starter thus supports the same properties as Logback's XML. Immutable.
 */
public final class PropertySetters {
    /** The name of the appender in Logback, which is not configurable here. */
    private static final String NAME = "name";

    private final Map<String, Method> byName = new TreeMap<>();

    private PropertySetters() {}

    public static PropertySetters of(Class<?> type) {
        PropertySetters setters = new PropertySetters();
        for (Method method : type.getMethods()) {
            boolean isSetter = method.getName().matches("(set|add)\\p{Upper}\\w*");
            boolean takesText = Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class});
            // Excludes addInfo and similar methods that are inherited from Logback.
            boolean isDeclaredHere = method.getDeclaringClass().getPackage().equals(type.getPackage());
            if (isSetter && takesText && isDeclaredHere && !Modifier.isStatic(method.getModifiers())) {
                setters.byName.put(kebab(method.getName().substring(3)), method);
            }
        }
        setters.byName.remove(NAME);
        return setters;
    }

    /** Returns the names in the form of {@code application.yml}: {@code batch-max-wait}. */
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
