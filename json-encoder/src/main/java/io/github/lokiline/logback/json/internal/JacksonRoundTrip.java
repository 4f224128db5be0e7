package io.github.lokiline.logback.json.internal;

import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/**
 * Lets code that writes to a Jackson generator write one object, and parses it into a map, so that raw JSON written by
 * such code is validated. Uses by reflection the Jackson, 2 or 3, that the code was compiled for. Thread-safe.
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

    /** Writes fields to the given generator. */
    interface Written {
        void to(Object generator) throws ReflectiveOperationException;
    }

    /**
     * Creates a round trip for the Jackson that contains a generator class.
     *
     * @param generator the class {@code JsonGenerator}
     * @param user a class that uses this Jackson; its class loader finds the other classes
     * @param conversions what is written in place of some types
     */
    static JacksonRoundTrip of(Class<?> generator, Class<?> user, List<JacksonConversion> conversions)
            throws ReflectiveOperationException {
        String name = generator.getName();
        if (!name.endsWith(GENERATOR)) {
            throw new ClassNotFoundException(name + " is not Jackson's");
        }
        String root = name.substring(0, name.length() - GENERATOR.length());
        ClassLoader loader = user.getClassLoader();
        Object mapper = mapper(root + ".databind.", loader, conversions);
        return new JacksonRoundTrip(root, generator, mapper, reader(mapper, root + ".databind.", loader));
    }

    /** Returns the fields that are written between the braces of an object. */
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
            // Without Jackson's message, which quotes the input and so possibly a secret.
            throw new IllegalArgumentException("no JSON that could be read");
        }
    }

    /** Returns the exception of the value that Jackson was writing, if Jackson has wrapped it. */
    Throwable causeOf(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause != null && thrown.getClass().getName().startsWith(root + ".") ? cause : thrown;
    }

    /**
     * Creates a mapper as logstash-logback-encoder does, and with the settings used for key-values: modules are found,
     * and a bean's properties keep their order. As in the library, beans without properties become empty objects.
     */
    private static Object mapper(String databind, ClassLoader loader, List<JacksonConversion> conversions)
            throws ReflectiveOperationException {
        try {
            Object builder = builder(databind, loader);
            Object modules = builder.getClass()
                    .getMethod("findModules", ClassLoader.class)
                    .invoke(null, loader);
            return mapper(call(builder, "addModules", Iterable.class, modules), databind, loader, conversions);
        } catch (InvocationTargetException | ServiceConfigurationError | LinkageError e) {
            // An incompatible module must cost only its own types. Some modules fail only when the mapper is built.
            return mapper(builder(databind, loader), databind, loader, conversions);
        }
    }

    private static Object mapper(
            Object builder, String databind, ClassLoader loader, List<JacksonConversion> conversions)
            throws ReflectiveOperationException {
        Class<?> features = Class.forName(databind + "SerializationFeature", true, loader);
        disable(builder, features, "FAIL_ON_EMPTY_BEANS");
        disable(builder, Class.forName(databind + "MapperFeature", true, loader), "SORT_PROPERTIES_ALPHABETICALLY");
        // Jackson 2 only: writes dates as text, like everywhere else in a line.
        disable(builder, features, "WRITE_DATES_AS_TIMESTAMPS");
        for (JacksonConversion conversion : conversions) {
            conversion.addTo(builder, databind, loader);
        }
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

    /** Creates a reader that keeps every digit of a number. */
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
