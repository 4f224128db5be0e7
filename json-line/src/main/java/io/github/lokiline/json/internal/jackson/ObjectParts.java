package io.github.lokiline.json.internal.jackson;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows what an object consists of: by Jackson 3, else Jackson 2, else a record by its components, anything else as its own text. Thread-safe.
 *
 * <p>Chosen at first use by converting a probe, and only then, because databind may be present while what it needs is
 * missing or too old, and because the application's start must not pay for it.
 */
public final class ObjectParts {
    private static volatile @Nullable Converter chosen;

    private ObjectParts() {}

    /**
     * The parts of a value.
     *
     * @param value any object
     * @return a map, list or scalar; the object's own text when it cannot be taken apart
     * @throws Exception what the object's own code threw
     */
    public static Object of(Object value) throws Exception {
        try {
            return converter().convert(value);
        } catch (Unconvertible e) {
            return String.valueOf(value);
        }
    }

    private static Converter converter() {
        Converter known = chosen;
        if (known == null) {
            known = choose();
            // Two threads may both choose; they choose the same.
            chosen = known;
        }
        return known;
    }

    private static Converter choose() {
        // Lambdas, not Jackson3::new: a method reference is linked here, before tried() can catch what linking throws.
        Converter three = tried(() -> new Jackson3());
        if (three != null) {
            return three;
        }
        Converter two = tried(() -> new Jackson2());
        return two == null ? new RecordParts() : two;
    }

    private static @Nullable Converter tried(Supplier<Converter> factory) {
        try {
            Converter converter = factory.get();
            return converter.convert(new Probe("x")).equals(Map.of("value", "x")) ? converter : null;
        } catch (Exception | LinkageError e) {
            return null;
        }
    }

    /** A bean as applications write them. */
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
