package io.github.lokiline.json.internal.jackson;

import io.github.lokiline.json.internal.write.BeanWriter;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes objects apart: with Jackson 3 (what only Jackson 2 writes as it is meant: with Jackson 2), else Jackson 2, else the
 * components of a record, else the object's own text. Thread-safe.
 *
 * <p>The converter is chosen at first use by a probe, because databind may be present without its own
 * dependencies, and because the application's start must not pay for it. Each class loader has its own converter, since
 * applications that come and go may share this library.
 */
public final class BeanProperties {
    /** Mappers remember classes, so that only a class itself may keep its mapper alive. */
    private static final ClassValue<BeanConverter> CONVERTERS = new ClassValue<>() {
        @Override
        protected BeanConverter computeValue(Class<?> type) {
            BeanConverter library = LibraryTypes.converter(type);
            if (library != null) {
                return library;
            }
            return JacksonTypes.belongsToJackson2(type)
                    ? ofLoader(type.getClassLoader(), JACKSON_2, BeanProperties::chooseJackson2)
                            .forType(type)
                    : ofLoader(type.getClassLoader(), BY_LOADER, BeanProperties::choose)
                            .forType(type);
        }
    };

    private static final Map<@Nullable ClassLoader, WeakReference<BeanConverter>> BY_LOADER = new WeakHashMap<>();

    /** Those for what only Jackson 2 writes well, where Jackson 3 is there too. */
    private static final Map<@Nullable ClassLoader, WeakReference<BeanConverter>> JACKSON_2 = new WeakHashMap<>();

    private static final String PROBED = "{\"value\":\"x\"}";

    private BeanProperties() {}

    /**
     * Passes the parts of a value on.
     *
     * @param value any object
     * @param parts receives them: the value itself where its converter leaves it to the line
     * @return false if it has none
     * @throws Exception thrown by the object's own code
     */
    public static boolean write(Object value, BeanWriter parts) throws Exception {
        return CONVERTERS.get(value.getClass()).write(value, parts);
    }

    /** Returns whether annotations may say how a constant or a container is shown. */
    public static boolean isAnnotated(Class<?> type) {
        // A constant with a body has a class of its own.
        boolean isConstant = Enum.class.isAssignableFrom(type) && !type.isEnum();
        return JacksonTypes.isAnnotated(isConstant ? type.getSuperclass() : type);
    }

    /** Returns the converter for all classes of an application, with the modules that it sees. */
    private static synchronized BeanConverter ofLoader(
            @Nullable ClassLoader loader,
            Map<@Nullable ClassLoader, WeakReference<BeanConverter>> converters,
            Function<@Nullable ClassLoader, BeanConverter> factory) {
        WeakReference<BeanConverter> known = converters.get(loader);
        BeanConverter converter = known == null ? null : known.get();
        if (converter == null) {
            converter = factory.apply(loader);
            converters.put(loader, new WeakReference<>(converter));
        }
        return converter;
    }

    private static BeanConverter chooseJackson2(@Nullable ClassLoader loader) {
        BeanConverter two = jackson2(loader);
        return two == null ? choose(loader) : two;
    }

    private static BeanConverter choose(@Nullable ClassLoader loader) {
        // Lambdas, not Jackson3::new: a method reference is linked here, before tried() can catch what linking throws.
        BeanConverter three = tried(() -> new Jackson3Converter(loader));
        if (three != null) {
            return three;
        }
        BeanConverter two = jackson2(loader);
        return two == null ? new RecordProperties() : two;
    }

    private static @Nullable BeanConverter jackson2(@Nullable ClassLoader loader) {
        return tried(() -> new Jackson2Converter(loader));
    }

    private static @Nullable BeanConverter tried(Supplier<BeanConverter> factory) {
        try {
            BeanConverter converter = factory.get();
            Probe probe = new Probe("x");
            BeanWriter parts = BeanWriter.outsideLine(probe);
            return converter.write(probe, parts) && parts.text().equals(PROBED) ? converter : null;
        } catch (Exception | LinkageError e) {
            return null;
        }
    }

    /** A bean with one property. */
    static final class Probe {
        private final String value;

        Probe(String value) {
            this.value = value;
        }

        public String getValue() {
            return value;
        }
    }
}
