package io.github.lokiline.logback.json.internal;

import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets code that knows only Jackson's generators write one object, and reads it back as a map: what such code writes raw
 * is then checked as well. Works by reflection with whichever Jackson, 2 or 3, the code was compiled for. Thread-safe.
 */
final class JacksonRoundTrip {
    private static final String GENERATOR = ".core.JsonGenerator";

    private final String root;
    private final Object mapper;
    private final Object reader;
    private final Method createGenerator;
    private final Method writeStartObject;
    private final Method writeEndObject;
    private final Method close;
    private final Method readValue;

    private JacksonRoundTrip(String root, Class<?> generator, Object mapper, Object reader)
            throws NoSuchMethodException {
        this.root = root;
        this.mapper = mapper;
        this.reader = reader;
        this.createGenerator = mapper.getClass().getMethod("createGenerator", Writer.class);
        this.writeStartObject = generator.getMethod("writeStartObject");
        this.writeEndObject = generator.getMethod("writeEndObject");
        this.close = generator.getMethod("close");
        this.readValue = reader.getClass().getMethod("readValue", String.class);
    }

    /** Writes something, by the generator it is given. */
    interface Written {
        void to(Object generator) throws ReflectiveOperationException;
    }

    /**
     * By the Jackson of this generator.
     *
     * @param generator the class {@code JsonGenerator}
     * @param user a class that uses that Jackson; its loader finds the rest
     * @param shown what lines show of an exception
     */
    static JacksonRoundTrip of(Class<?> generator, Class<?> user, Function<Throwable, @Nullable String> shown)
            throws ReflectiveOperationException {
        String name = generator.getName();
        if (!name.endsWith(GENERATOR)) {
            throw new ClassNotFoundException(name + " is not Jackson's");
        }
        String root = name.substring(0, name.length() - GENERATOR.length());
        ClassLoader loader = user.getClassLoader();
        Object mapper = mapper(root + ".databind.", loader, new JacksonThrowableSerializer(shown));
        return new JacksonRoundTrip(root, generator, mapper, reader(mapper, root + ".databind.", loader));
    }

    /** The fields that are written between the braces of an object. */
    Map<String, @Nullable Object> fields(Written written) throws ReflectiveOperationException {
        StringWriter text = new StringWriter();
        Object generator = createGenerator.invoke(mapper, text);
        writeStartObject.invoke(generator);
        written.to(generator);
        writeEndObject.invoke(generator);
        close.invoke(generator);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (read(text.toString()) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        }
        return fields;
    }

    private @Nullable Object read(String json) throws ReflectiveOperationException {
        try {
            return readValue.invoke(reader, json);
        } catch (InvocationTargetException e) {
            // Without Jackson's message, which quotes what it stumbled over: that may be a secret.
            throw new IllegalArgumentException("no JSON that could be read");
        }
    }

    /** What Jackson only reports: the exception of the value that it was writing. */
    Throwable causeOf(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause != null && thrown.getClass().getName().startsWith(root + ".") ? cause : thrown;
    }

    /**
     * As the library's own encoder makes it, and as key-values are written: modules are found, a bean's properties stand
     * in its own order. Of beans without properties only the library makes empty objects.
     */
    private static Object mapper(String databind, ClassLoader loader, JacksonThrowableSerializer throwables)
            throws ReflectiveOperationException {
        try {
            Object builder = builder(databind, loader);
            Object modules = builder.getClass()
                    .getMethod("findModules", ClassLoader.class)
                    .invoke(null, loader);
            return mapper(call(builder, "addModules", Iterable.class, modules), databind, loader, throwables);
        } catch (InvocationTargetException | ServiceConfigurationError | LinkageError e) {
            // A module that does not fit costs what modules add, and no more. Some fail only when the mapper is built.
            return mapper(builder(databind, loader), databind, loader, throwables);
        }
    }

    private static Object mapper(
            Object builder, String databind, ClassLoader loader, JacksonThrowableSerializer throwables)
            throws ReflectiveOperationException {
        Class<?> features = Class.forName(databind + "SerializationFeature", true, loader);
        disable(builder, features, "FAIL_ON_EMPTY_BEANS");
        disable(builder, Class.forName(databind + "MapperFeature", true, loader), "SORT_PROPERTIES_ALPHABETICALLY");
        // Of Jackson 2 only: dates as text, as they are everywhere else in a line.
        disable(builder, features, "WRITE_DATES_AS_TIMESTAMPS");
        throwables.addTo(builder, databind, loader);
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private static Object builder(String databind, ClassLoader loader) throws ReflectiveOperationException {
        return Class.forName(databind + "json.JsonMapper", true, loader)
                .getMethod("builder")
                .invoke(null);
    }

    private static void disable(Object builder, Class<?> features, String name) throws ReflectiveOperationException {
        for (Object feature : features.getEnumConstants()) {
            if (feature.toString().equals(name)) {
                Object several = Array.newInstance(features, 1);
                Array.set(several, 0, feature);
                call(builder, "disable", several.getClass(), several);
            }
        }
    }

    /** Keeps every digit of a number. */
    private static Object reader(Object mapper, String databind, ClassLoader loader)
            throws ReflectiveOperationException {
        Class<?> features = Class.forName(databind + "DeserializationFeature", true, loader);
        Object exact = features.getField("USE_BIG_DECIMAL_FOR_FLOATS").get(null);
        return call(call(mapper, "reader", features, exact), "forType", Class.class, LinkedHashMap.class);
    }

    private static Object call(Object target, String method, Class<?> parameter, Object argument)
            throws ReflectiveOperationException {
        return target.getClass().getMethod(method, parameter).invoke(target, argument);
    }
}
