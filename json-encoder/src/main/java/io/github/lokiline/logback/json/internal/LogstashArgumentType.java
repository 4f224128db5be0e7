package io.github.lokiline.logback.json.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of logstash-logback-encoder's types whose objects write fields, {@code StructuredArgument} and {@code
 * LogstashMarker}. Calls their method {@code writeTo(JsonGenerator)} by reflection; the type of its parameter selects
 * Jackson 3 (version 9) or Jackson 2 (earlier versions). Thread-safe.
 */
@FunctionalInterface
interface LogstashArgumentType {
    /** The names of the library's types. */
    List<String> LIBRARY =
            List.of("net.logstash.logback.argument.StructuredArgument", "net.logstash.logback.marker.LogstashMarker");

    /**
     * Returns the fields that an object of this type carries, in its order.
     *
     * @throws Throwable the exception of the object or of one of its values
     */
    Map<String, @Nullable Object> fields(Object carrier) throws Throwable;

    /**
     * Creates the type. If a class is missing, {@link #fields} throws on each call, so that lines show the cause.
     *
     * @param library one of the library's types
     * @param shown returns the text that lines show for an exception
     * @param inner returns the fields of an object of these types that another one holds
     */
    static LogstashArgumentType of(
            Class<?> library, Function<Throwable, @Nullable String> shown, Function<Object, @Nullable Object> inner) {
        try {
            return usable(library, shown, inner);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return carrier -> {
                throw e;
            };
        }
    }

    private static LogstashArgumentType usable(
            Class<?> library, Function<Throwable, @Nullable String> shown, Function<Object, @Nullable Object> inner)
            throws ReflectiveOperationException {
        Method writeTo = Arrays.stream(library.getMethods())
                .filter(method -> method.getName().equals("writeTo") && method.getParameterCount() == 1)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(library.getName() + ".writeTo"));
        List<JacksonConversion> conversions = new ArrayList<>();
        // Jackson would write exceptions as beans with all frames, and with messages that hideExceptionMessages hides.
        conversions.add(
                new JacksonConversion(Throwable.class, String.class, thrown -> shown.apply((Throwable) thrown)));
        for (String name : LIBRARY) {
            Class<?> held = Class.forName(name, false, library.getClassLoader());
            conversions.add(new JacksonConversion(held, Map.class, inner));
        }
        JacksonRoundTrip jackson = JacksonRoundTrip.of(writeTo.getParameterTypes()[0], library, conversions);
        return carrier -> fields(carrier, writeTo, jackson);
    }

    private static Map<String, @Nullable Object> fields(Object carrier, Method writeTo, JacksonRoundTrip jackson)
            throws Throwable {
        try {
            return jackson.fields(generator -> writeTo.invoke(carrier, generator));
        } catch (InvocationTargetException e) {
            throw jackson.causeOf(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Returns the name of an object that has a single field. */
    static String nameOf(Object carrier, String fallback) {
        try {
            return carrier.getClass().getMethod("getFieldName").invoke(carrier) instanceof String name
                    ? name
                    : fallback;
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            // Most kinds have no single field, and the library's Jackson may be absent; neither is an error.
            return fallback;
        }
    }
}
