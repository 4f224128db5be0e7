package io.github.lokiline.logback.json.internal;

import io.github.lokiline.json.spi.Supertypes;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of logstash-logback-encoder's structured arguments and markers, without linking to that library,
 * which is optional. Thread-safe.
 *
 * <p>A class is inspected once. The cache belongs to an encoder, and its negative answer is a class of the JDK's, so
 * that an entry for {@code String} does not keep the class loader of a stopped web application alive.
 */
final class LogstashArguments {
    /** The field name of a failed argument that has no name. */
    static final String ERROR = "attached_error";

    private final Function<Throwable, @Nullable String> shown;

    private final ClassValue<LogstashArgumentType> types = new ClassValue<>() {
        @Override
        protected LogstashArgumentType computeValue(Class<?> library) {
            return LogstashArgumentType.of(library, shown, inner -> readable(fields(inner)));
        }
    };

    private final ClassValue<Optional<LogstashArgumentType>> carriers = new ClassValue<>() {
        @Override
        protected Optional<LogstashArgumentType> computeValue(Class<?> type) {
            return Optional.ofNullable(Supertypes.find(type, LogstashArgumentType.LIBRARY))
                    .map(types::get);
        }
    };

    LogstashArguments(Function<Throwable, @Nullable String> shown) {
        this.shown = shown;
    }

    /** Returns whether an argument or marker carries fields. */
    boolean carriesFields(@Nullable Object carrier) {
        return carrier != null && carriers.get(carrier.getClass()).isPresent();
    }

    /**
     * Passes the fields of an argument or marker to the sink; if it fails, a value that fails with the same exception.
     *
     * @param unnamed the number of unnamed failures in the event so far
     * @return the new number
     */
    int write(@Nullable Object carrier, int unnamed, BiConsumer<String, @Nullable Object> sink) {
        if (carrier == null) {
            return unnamed;
        }
        LogstashArgumentType type = carriers.get(carrier.getClass()).orElse(null);
        return type == null ? unnamed : write(carrier, type, unnamed, sink);
    }

    /** Returns the fields of a value, a value that fails where they cannot be read, or null if it carries none. */
    @Nullable
    Object fields(Object value) {
        LogstashArgumentType type = carriers.get(value.getClass()).orElse(null);
        try {
            return type == null ? null : type.fields(value);
        } catch (Throwable failure) {
            return new FailedValue(failure);
        }
    }

    private static @Nullable Object readable(@Nullable Object fields) {
        return fields instanceof FailedValue failed ? failed.get() : fields;
    }

    private static int write(
            Object carrier, LogstashArgumentType type, int unnamed, BiConsumer<String, @Nullable Object> sink) {
        Map<String, @Nullable Object> fields;
        try {
            fields = type.fields(carrier);
        } catch (Throwable failure) {
            // Rethrown when the value is written, so that a failure of the application's code affects only this value.
            String numbered = unnamed == 0 ? ERROR : ERROR + "_" + (unnamed + 1);
            String name = LogstashArgumentType.nameOf(carrier, numbered);
            sink.accept(name, new FailedValue(failure));
            return name.equals(numbered) ? unnamed + 1 : unnamed;
        }
        fields.forEach(sink);
        return unnamed;
    }
}
