package io.github.lokiline.logback.json.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes Jackson 2 or 3 write another object in place of those of a type. Implements Jackson's interface {@code
 * Converter} by reflection. Immutable.
 *
 * @param from the type of the objects
 * @param to the type that is written instead
 * @param conversion converts them
 */
record JacksonConversion(Class<?> from, Class<?> to, Function<Object, @Nullable Object> conversion)
        implements InvocationHandler {
    /** Adds this conversion to a mapper's builder, with precedence over existing serializers. */
    void addTo(Object builder, String databind, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> converter = Class.forName(databind + "util.Converter", true, loader);
        Object proxy = Proxy.newProxyInstance(converter.getClassLoader(), new Class<?>[] {converter}, this);
        Object serializer = Class.forName(databind + "ser.std.StdDelegatingSerializer", true, loader)
                .getConstructor(Class.class, converter)
                .newInstance(from, proxy);
        Object module = Class.forName(databind + "module.SimpleModule", true, loader)
                .getConstructor(String.class)
                .newInstance(from.getName());
        call(module, "addSerializer", from, serializer);
        call(builder, "addModule", module);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws ReflectiveOperationException {
        // Jackson 3 passes a context as the first argument.
        Object last = arguments == null ? null : arguments[arguments.length - 1];
        return switch (method.getName()) {
            case "convert" -> from.isInstance(last) ? conversion.apply(last) : null;
            case "getInputType" -> type(last, from);
            case "getOutputType" -> type(last, to);
            case "equals" -> proxy == last;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> from + " as " + to;
        };
    }

    private static @Nullable Object type(@Nullable Object factory, Class<?> type) throws ReflectiveOperationException {
        return factory == null
                ? null
                : factory.getClass().getMethod("constructType", Type.class).invoke(factory, type);
    }

    private static void call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        Method method = Arrays.stream(target.getClass().getMethods())
                .filter(one -> one.getName().equals(name) && one.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(name));
        method.invoke(target, arguments);
    }
}
