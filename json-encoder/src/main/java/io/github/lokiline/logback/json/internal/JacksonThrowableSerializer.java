package io.github.lokiline.logback.json.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes Jackson 2 or 3 write exceptions as lines do. By default Jackson writes an exception as a bean, with all frames
 * and the message that {@code hideExceptionMessages} hides. Implements Jackson's interface {@code Converter} by
 * reflection. Immutable.
 */
final class JacksonThrowableSerializer implements InvocationHandler {
    private final Function<Throwable, @Nullable String> shown;

    JacksonThrowableSerializer(Function<Throwable, @Nullable String> shown) {
        this.shown = shown;
    }

    /** Adds this serializer to a mapper's builder, with precedence over the existing ones. */
    void addTo(Object builder, String databind, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> converter = Class.forName(databind + "util.Converter", true, loader);
        Object proxy = Proxy.newProxyInstance(converter.getClassLoader(), new Class<?>[] {converter}, this);
        Object serializer = Class.forName(databind + "ser.std.StdDelegatingSerializer", true, loader)
                .getConstructor(Class.class, converter)
                .newInstance(Throwable.class, proxy);
        Object module = Class.forName(databind + "module.SimpleModule", true, loader)
                .getConstructor()
                .newInstance();
        call(module, "addSerializer", Throwable.class, serializer);
        call(builder, "addModule", module);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws ReflectiveOperationException {
        // Jackson 3 passes a context as the first argument.
        Object last = arguments == null ? null : arguments[arguments.length - 1];
        return switch (method.getName()) {
            case "convert" -> last instanceof Throwable thrown ? shown.apply(thrown) : null;
            case "getInputType" -> type(last, Throwable.class);
            case "getOutputType" -> type(last, String.class);
            case "equals" -> proxy == last;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "exceptions as lines show them";
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
