package io.github.lokiline.json.internal.jackson;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Converts an object to its properties: with Jackson 3, else Jackson 2, else the components of a record, else the object's
 * own text. Thread-safe.
 *
 * <p>The converter is chosen at first use by converting a probe, because databind may be present without its own
 * dependencies, and because the application's start must not pay for it. Each class loader has its own converter, since
 * applications that come and go may share this library.
 */
public final class BeanProperties {
    /** Mappers remember classes, so that only a class itself may keep its mapper alive. */
    private static final ClassValue<BeanConverter> CONVERTERS = new ClassValue<>() {
        @Override
        protected BeanConverter computeValue(Class<?> type) {
            return ofLoader(type.getClassLoader());
        }
    };

    private static final Map<@Nullable ClassLoader, WeakReference<BeanConverter>> BY_LOADER = new WeakHashMap<>();

    private BeanProperties() {}

    /**
     * Converts a value.
     *
     * @param value any object
     * @return a map, list or scalar; the object's own text if it has no properties
     * @throws Exception thrown by the object's own code
     */
    public static Object of(Object value) throws Exception {
        try {
            return CONVERTERS.get(value.getClass()).convert(value);
        } catch (ConversionException e) {
            return String.valueOf(value);
        }
    }

    /** Returns the converter for all classes of an application, with the modules that it sees. */
    private static synchronized BeanConverter ofLoader(@Nullable ClassLoader loader) {
        WeakReference<BeanConverter> known = BY_LOADER.get(loader);
        BeanConverter converter = known == null ? null : known.get();
        if (converter == null) {
            converter = choose(loader);
            BY_LOADER.put(loader, new WeakReference<>(converter));
        }
        return converter;
    }

    private static BeanConverter choose(@Nullable ClassLoader loader) {
        // Lambdas, not Jackson3::new: a method reference is linked here, before tried() can catch what linking throws.
        BeanConverter three = tried(() -> new Jackson3Converter(loader));
        if (three != null) {
            return three;
        }
        BeanConverter two = tried(() -> new Jackson2Converter(loader));
        return two == null ? new RecordProperties() : two;
    }

    private static @Nullable BeanConverter tried(Supplier<BeanConverter> factory) {
        try {
            BeanConverter converter = factory.get();
            return converter.convert(new Probe("x")).equals(Map.of("value", "x")) ? converter : null;
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
