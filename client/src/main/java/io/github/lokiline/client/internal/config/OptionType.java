package io.github.lokiline.client.internal.config;

import io.github.lokiline.client.internal.http.SenderConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The type of an option's values, with the allowed range. Implementations are immutable. */
public sealed interface OptionType<T> {
    /** Returns a value as messages and the effective settings show it. */
    default String show(T value) {
        return String.valueOf(value);
    }

    default boolean allows(T value) {
        return true;
    }

    /** Returns the allowed range, {@code 1 ms to 1 d}; empty if it is checked elsewhere or not limited. */
    default String range() {
        return "";
    }

    /** Any text. */
    record Text() implements OptionType<String> {}

    /** One {@code name=value} a line. */
    record Pairs() implements OptionType<String> {}

    /** Request headers. */
    record Headers() implements OptionType<List<SenderConfig.Header>> {}

    /** {@code true} or {@code false}. */
    record Flag() implements OptionType<Boolean> {}

    /**
     * A path.
     *
     * @param what the kind of path, for messages: {@code a file}
     */
    record FilePath(String what) implements OptionType<Path> {}

    /** A type whose values lie between two of them. */
    sealed interface Ranged<T extends Comparable<T>> extends OptionType<T> {
        T min();

        T max();

        @Override
        default boolean allows(T value) {
            return value.compareTo(min()) >= 0 && value.compareTo(max()) <= 0;
        }

        @Override
        default String range() {
            return show(min()) + " to " + show(max());
        }
    }

    /** A whole number. */
    record Count(Integer min, Integer max) implements Ranged<Integer> {}

    /** A number of bytes; {@link Long#MAX_VALUE} for no maximum. */
    record Size(Long min, Long max) implements Ranged<Long> {
        @Override
        public String show(Long value) {
            return ConfigErrors.bytes(value);
        }

        @Override
        public String range() {
            return max == Long.MAX_VALUE ? "at least " + show(min) : Ranged.super.range();
        }
    }

    /** A duration. */
    record Time(Duration min, Duration max) implements Ranged<Duration> {
        @Override
        public String show(Duration value) {
            return ConfigErrors.text(value);
        }
    }

    /**
     * One of several values.
     *
     * @param word returns the word for a value in a configuration
     */
    record Choice<E>(List<E> values, Function<E, String> word) implements OptionType<E> {
        @Override
        public String show(E value) {
            return word.apply(value);
        }
    }
}
