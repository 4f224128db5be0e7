package io.github.lokiline.logback.json.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of logstash-logback-encoder's two types whose objects write fields of their own: {@code StructuredArgument} and
 * {@code LogstashMarker}. Their method {@code writeTo(JsonGenerator)} is called by reflection; which Jackson the
 * generator is of, 3 since version 9 and 2 before, the method itself says. Thread-safe.
 */
final class LogstashArgumentType {
    private static final Set<String> LIBRARY =
            Set.of("net.logstash.logback.argument.StructuredArgument", "net.logstash.logback.marker.LogstashMarker");

    private final @Nullable Method writeTo;
    private final @Nullable JacksonRoundTrip jackson;
    private final @Nullable Throwable unusable;

    private LogstashArgumentType(
            @Nullable Method writeTo, @Nullable JacksonRoundTrip jackson, @Nullable Throwable unusable) {
        this.writeTo = writeTo;
        this.jackson = jackson;
        this.unusable = unusable;
    }

    /** The library's type that this class is of; null when it is of none. */
    static @Nullable Class<?> libraryOf(@Nullable Class<?> type) {
        if (type == null || LIBRARY.contains(type.getName())) {
            return type;
        }
        for (Class<?> inherited : type.getInterfaces()) {
            Class<?> found = libraryOf(inherited);
            if (found != null) {
                return found;
            }
        }
        return libraryOf(type.getSuperclass());
    }

    /** What is missing fails each time its objects are asked for fields, so that lines tell. */
    static LogstashArgumentType of(Class<?> library, Function<Throwable, @Nullable String> shown) {
        try {
            Method writeTo = Arrays.stream(library.getMethods())
                    .filter(method -> method.getName().equals("writeTo") && method.getParameterCount() == 1)
                    .findFirst()
                    .orElseThrow(() -> new NoSuchMethodException(library.getName() + ".writeTo"));
            return new LogstashArgumentType(
                    writeTo, JacksonRoundTrip.of(writeTo.getParameterTypes()[0], library, shown), null);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return new LogstashArgumentType(null, null, e);
        }
    }

    /**
     * The fields that an object of this type carries, in its order.
     *
     * @throws Throwable what the object threw, or what those it consists of threw
     */
    Map<String, @Nullable Object> fields(Object carrier) throws Throwable {
        if (writeTo == null || jackson == null) {
            throw unusable == null ? new IllegalStateException("no writeTo") : unusable;
        }
        try {
            return jackson.fields(generator -> writeTo.invoke(carrier, generator));
        } catch (InvocationTargetException e) {
            throw jackson.causeOf(e.getCause() == null ? e : e.getCause());
        }
    }

    /** The name of an object's only field, where it has one. */
    String nameOf(Object carrier, String fallback) {
        try {
            return carrier.getClass().getMethod("getFieldName").invoke(carrier) instanceof String name
                    ? name
                    : fallback;
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            // Most kinds have no single field; not knowing is no failure. Nor is a library whose Jackson is absent.
            return fallback;
        }
    }
}
