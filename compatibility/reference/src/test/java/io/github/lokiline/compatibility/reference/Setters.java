package io.github.lokiline.compatibility.reference;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The properties of a class in XML, {@code setX(…)} or {@code addX(…)}. Immutable. */
final class Setters {
    private final Map<String, Method> byName = new TreeMap<>();

    private Setters(Class<?> type, Set<String> framework) {
        for (Method method : type.getMethods()) {
            boolean isOurs = method.getDeclaringClass().getName().startsWith("io.github.lokiline.");
            boolean isSetter = method.getName().matches("(set|add)\\p{Upper}\\w*") && method.getParameterCount() == 1;
            if (isOurs && isSetter && !method.isBridge() && !Modifier.isStatic(method.getModifiers())) {
                byName.put(property(method), method);
            }
        }
        byName.keySet().removeAll(framework);
    }

    /**
     * Returns the properties of a class.
     *
     * @param framework names that belong to the logging framework
     */
    static Setters of(Class<?> type, String... framework) {
        return new Setters(type, Set.of(framework));
    }

    Set<String> names() {
        return byName.keySet();
    }

    <T> T set(T bean, Map<String, String> texts) {
        texts.forEach((name, text) -> set(bean, name, text));
        return bean;
    }

    private void set(Object bean, String name, String text) {
        Method setter = byName.get(name);
        if (setter == null) {
            throw new AssertionError("no property " + name + " of " + bean.getClass() + " among " + names());
        }
        try {
            setter.invoke(bean, text);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new AssertionError(Arrays.asList(name, text) + " cannot be set", e);
        }
    }

    private static String property(Method setter) {
        String name = setter.getName().substring(3);
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
