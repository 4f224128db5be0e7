package io.github.lokiline.appender.internal;

import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.EventEncoder;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value of a label or of metadata from an event; common values bypass the framework's layouts, which build a
 * string even if the event already holds one. Implementations are thread-safe; toString() returns the text that a user
 * would write.
 */
public sealed interface ValueExtractor<E> {
    /** Replaces a secret. */
    String MASK = "***";

    /**
     * Returns the value of an event; null or empty leaves it out. Exceptions of the event's own values are passed on.
     *
     * @param scratch a buffer for texts, owned by the caller
     */
    @Nullable
    String of(E event, StringBuilder scratch);

    /** Returns whether the value can be missing in an event. */
    default boolean mayBeEmpty() {
        return true;
    }

    /** A text that is the same for every event. */
    record Constant<E>(String text) implements ValueExtractor<E> {
        @Override
        public String of(E event, StringBuilder scratch) {
            return text;
        }

        @Override
        public boolean mayBeEmpty() {
            return text.isEmpty();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** One value of the diagnostic context. */
    record Context<E>(
            EventAccessor<E> view, String key, @Nullable String otherwise, EventEncoder<?> lines)
            implements ValueExtractor<E> {
        @Override
        public @Nullable String of(E event, StringBuilder scratch) {
            String value = view.contextValue(event, key);
            return value == null || value.isEmpty() ? otherwise : lines.contextText(key, value);
        }

        @Override
        public boolean mayBeEmpty() {
            return otherwise == null || otherwise.isEmpty();
        }

        @Override
        public String toString() {
            return keyed("%X", key, otherwise);
        }
    }

    /** One of the call's key-values, the last one with that key. */
    record KeyValue<E>(
            EventAccessor<E> view, String key, @Nullable String otherwise, EventEncoder<?> lines)
            implements ValueExtractor<E> {
        @Override
        public @Nullable String of(E event, StringBuilder scratch) {
            for (int i = view.keyValues(event) - 1; i >= 0; i--) {
                Object value = key.equals(view.key(event, i)) ? view.value(event, i) : null;
                if (value != null) {
                    return MetadataKeyFilter.text(value, lines);
                }
            }
            return otherwise;
        }

        @Override
        public boolean mayBeEmpty() {
            return otherwise == null || otherwise.isEmpty();
        }

        @Override
        public String toString() {
            return keyed("%kvp", key, otherwise);
        }
    }

    /**
     * A conversion word that the event answers itself: its level as in the line, its logger, its thread.
     *
     * @param word the word, {@code %level}
     */
    record Word<E>(String word, boolean mayBeEmpty, Function<E, @Nullable String> read) implements ValueExtractor<E> {
        @Override
        public @Nullable String of(E event, StringBuilder scratch) {
            return read.apply(event);
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** The result of a pattern of the framework. */
    record Pattern<E>(String pattern, Function<E, @Nullable String> compiled) implements ValueExtractor<E> {
        @Override
        public @Nullable String of(E event, StringBuilder scratch) {
            return compiled.apply(event);
        }

        @Override
        public String toString() {
            return pattern;
        }
    }

    /** The concatenation of several values; a missing part adds nothing. */
    record Joined<E>(List<ValueExtractor<E>> parts) implements ValueExtractor<E> {
        public Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public String of(E event, StringBuilder scratch) {
            scratch.setLength(0);
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i).of(event, scratch);
                if (part != null) {
                    scratch.append(part);
                }
            }
            return scratch.toString();
        }

        @Override
        public boolean mayBeEmpty() {
            return parts.stream().allMatch(part -> part.mayBeEmpty());
        }

        @Override
        public String toString() {
            return parts.stream().map(Object::toString).collect(Collectors.joining());
        }
    }

    /** The first of several values that is not missing. */
    record First<E>(List<ValueExtractor<E>> choices) implements ValueExtractor<E> {
        public First {
            choices = List.copyOf(choices);
        }

        @Override
        public @Nullable String of(E event, StringBuilder scratch) {
            for (int i = 0; i < choices.size(); i++) {
                String choice = choices.get(i).of(event, scratch);
                if (choice != null && !choice.isEmpty()) {
                    return choice;
                }
            }
            return null;
        }

        @Override
        public boolean mayBeEmpty() {
            return choices.stream().allMatch(part -> part.mayBeEmpty());
        }

        @Override
        public String toString() {
            return choices.stream().map(Object::toString).collect(Collectors.joining(" or "));
        }
    }

    /** The host's name; missing until a slow lookup has ended. */
    record Host<E>(HostNameResolver host) implements ValueExtractor<E> {
        @Override
        public @Nullable String of(E event, StringBuilder scratch) {
            return host.get();
        }

        @Override
        public String toString() {
            return host.get() == null ? "(being looked up)" : String.valueOf(host.get());
        }
    }

    /** A secret, which is masked. */
    record Masked<E>(ValueExtractor<E> secret) implements ValueExtractor<E> {
        @Override
        public @Nullable String of(E event, StringBuilder scratch) {
            String value = secret.of(event, scratch);
            return value == null || value.isEmpty() ? value : MASK;
        }

        @Override
        public boolean mayBeEmpty() {
            return secret.mayBeEmpty();
        }

        @Override
        public String toString() {
            return MASK;
        }
    }

    /** A value in which secrets are masked. */
    record Redacted<E>(ValueExtractor<E> value, EventEncoder<?> lines) implements ValueExtractor<E> {
        /** Redacts a value; returns it unchanged if no text of an event can be in it. */
        static <E> ValueExtractor<E> of(ValueExtractor<E> value, EventEncoder<?> lines) {
            boolean isSafe = value instanceof Constant
                    || value instanceof Word
                    || value instanceof Host
                    || value instanceof Masked;
            return isSafe ? value : new Redacted<>(value, lines);
        }

        @Override
        public @Nullable String of(E event, StringBuilder scratch) {
            String text = value.of(event, scratch);
            return text == null ? null : lines.redact(text);
        }

        @Override
        public boolean mayBeEmpty() {
            return value.mayBeEmpty();
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    private static String keyed(String word, String key, @Nullable String otherwise) {
        return word + "{" + key + (otherwise == null ? "" : ":-" + otherwise) + "}";
    }
}
