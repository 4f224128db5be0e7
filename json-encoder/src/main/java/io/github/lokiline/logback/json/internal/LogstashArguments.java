package io.github.lokiline.logback.json.internal;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields that structured arguments and markers of logstash-logback-encoder carry, without linking to that
 * library, which applications that never used it do not have. Thread-safe.
 *
 * <p>Whether a class is such a carrier is decided once. One encoder owns the answers, and "no" is an object of the JDK's:
 * what {@code String} remembers of us must not keep the class loader of a stopped web application alive.
 */
public final class LogstashArguments {
    /** Where an argument that failed has no name of its own. */
    public static final String ERROR = "attached_error";

    private final Function<Throwable, @Nullable String> shown;

    private final ClassValue<LogstashArgumentType> types = new ClassValue<>() {
        @Override
        protected LogstashArgumentType computeValue(Class<?> library) {
            return LogstashArgumentType.of(library, shown);
        }
    };

    private final ClassValue<Optional<LogstashArgumentType>> carriers = new ClassValue<>() {
        @Override
        protected Optional<LogstashArgumentType> computeValue(Class<?> type) {
            return Optional.ofNullable(LogstashArgumentType.libraryOf(type)).map(types::get);
        }
    };

    /**
     * Finds them.
     *
     * @param shown what lines show of an exception
     */
    LogstashArguments(Function<Throwable, @Nullable String> shown) {
        this.shown = shown;
    }

    /** Whether this argument or marker carries fields. */
    boolean carries(@Nullable Object carrier) {
        return carrier != null && carriers.get(carrier.getClass()).isPresent();
    }

    /**
     * Hands the fields it carries to the sink; where it fails, a value that fails in the same way.
     *
     * @param unnamed how many failures without a name of their own the event has so far
     * @return how many it has now
     */
    int write(@Nullable Object carrier, int unnamed, BiConsumer<String, @Nullable Object> sink) {
        if (carrier == null) {
            return unnamed;
        }
        LogstashArgumentType type = carriers.get(carrier.getClass()).orElse(null);
        return type == null ? unnamed : write(carrier, type, unnamed, sink);
    }

    private static int write(
            Object carrier, LogstashArgumentType type, int unnamed, BiConsumer<String, @Nullable Object> sink) {
        Map<String, @Nullable Object> fields;
        try {
            fields = type.fields(carrier);
        } catch (Throwable failure) {
            // The application's own code ran; thrown again where the value is written, so that it costs itself only.
            String numbered = unnamed == 0 ? ERROR : ERROR + "_" + (unnamed + 1);
            String name = type.nameOf(carrier, numbered);
            sink.accept(name, new FailedValue(failure));
            return name.equals(numbered) ? unnamed + 1 : unnamed;
        }
        fields.forEach(sink);
        return unnamed;
    }
}
