package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Reads one label's or metadata value from an event; what is common bypasses Logback's layouts, which build a string
 * even where the event already holds one. Implementations are thread-safe; as a string each is what the user would write.
 */
sealed interface EventValue {
    /**
     * The value of this event; null or empty leaves it out. May throw what the event's own values throw.
     *
     * @param event the event
     * @param scratch empty room to build a text in, the caller's own
     */
    @Nullable
    String of(ILoggingEvent event, StringBuilder scratch);

    /** Whether some event has no such value. */
    boolean mayBeEmpty();

    /** The same text for every event. */
    record Constant(String text) implements EventValue {
        @Override
        public String of(ILoggingEvent event, StringBuilder scratch) {
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

    /** The level's name as the line carries it. */
    record Level(LevelText levels) implements EventValue {
        @Override
        public String of(ILoggingEvent event, StringBuilder scratch) {
            return levels.of(event);
        }

        @Override
        public boolean mayBeEmpty() {
            return false;
        }

        @Override
        public String toString() {
            return "%level";
        }
    }

    /** One value of the MDC. */
    record Mdc(String key, @Nullable String otherwise) implements EventValue {
        @Override
        public @Nullable String of(ILoggingEvent event, StringBuilder scratch) {
            Map<String, String> mdc = event.getMDCPropertyMap();
            String value = mdc == null ? null : mdc.get(key);
            return value == null || value.isEmpty() ? otherwise : value;
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

    /** One of the call's key-values; the last one of that key. */
    record KeyValue(String key, @Nullable String otherwise, Secrets secrets) implements EventValue {
        @Override
        public @Nullable String of(ILoggingEvent event, StringBuilder scratch) {
            List<KeyValuePair> pairs = event.getKeyValuePairs();
            for (int i = pairs == null ? -1 : pairs.size() - 1; i >= 0; i--) {
                KeyValuePair pair = pairs.get(i);
                if (key.equals(pair.key) && pair.value != null) {
                    return secrets.text(pair.value);
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

    /** The logger's full name. */
    record Logger() implements EventValue {
        @Override
        public String of(ILoggingEvent event, StringBuilder scratch) {
            return event.getLoggerName();
        }

        @Override
        public boolean mayBeEmpty() {
            return false;
        }

        @Override
        public String toString() {
            return "%logger";
        }
    }

    /** The name of the thread that logged. */
    record ThreadName() implements EventValue {
        @Override
        public String of(ILoggingEvent event, StringBuilder scratch) {
            return event.getThreadName();
        }

        @Override
        public boolean mayBeEmpty() {
            return true;
        }

        @Override
        public String toString() {
            return "%thread";
        }
    }

    /** Whatever a Logback pattern gives. */
    record Pattern(PatternLayout layout) implements EventValue {
        @Override
        public String of(ILoggingEvent event, StringBuilder scratch) {
            return layout.doLayout(event);
        }

        @Override
        public boolean mayBeEmpty() {
            return true;
        }

        @Override
        public String toString() {
            return layout.getPattern();
        }
    }

    /** Several values in a row; a part that is missing adds nothing. */
    record Joined(List<EventValue> parts) implements EventValue {
        public Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public String of(ILoggingEvent event, StringBuilder scratch) {
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
            return parts.stream().allMatch(EventValue::mayBeEmpty);
        }

        @Override
        public String toString() {
            return parts.stream().map(EventValue::toString).collect(Collectors.joining());
        }
    }

    /** The first of several values that is there. */
    record First(List<EventValue> choices) implements EventValue {
        public First {
            choices = List.copyOf(choices);
        }

        @Override
        public @Nullable String of(ILoggingEvent event, StringBuilder scratch) {
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
            return choices.stream().allMatch(EventValue::mayBeEmpty);
        }

        @Override
        public String toString() {
            return choices.stream().map(EventValue::toString).collect(Collectors.joining(" or "));
        }
    }

    /** The host's name; missing until a slow lookup has ended. */
    record Host(HostName host) implements EventValue {
        @Override
        public @Nullable String of(ILoggingEvent event, StringBuilder scratch) {
            return host.get();
        }

        @Override
        public boolean mayBeEmpty() {
            return true;
        }

        @Override
        public String toString() {
            return host.get() == null ? "(being looked up)" : String.valueOf(host.get());
        }
    }

    /** A secret: shown masked where there is one. */
    record Masked(EventValue secret) implements EventValue {
        @Override
        public @Nullable String of(ILoggingEvent event, StringBuilder scratch) {
            String value = secret.of(event, scratch);
            return value == null || value.isEmpty() ? value : Secrets.MASK;
        }

        @Override
        public boolean mayBeEmpty() {
            return secret.mayBeEmpty();
        }

        @Override
        public String toString() {
            return Secrets.MASK;
        }
    }

    /** A value of which secrets within it are masked. */
    record Redacted(EventValue value, Secrets secrets) implements EventValue {
        /** The same value where the event has no say in it. */
        static EventValue of(EventValue value, Secrets secrets) {
            boolean isOurs = value instanceof Constant
                    || value instanceof Level
                    || value instanceof Logger
                    || value instanceof ThreadName
                    || value instanceof Host
                    || value instanceof Masked;
            return isOurs ? value : new Redacted(value, secrets);
        }

        @Override
        public @Nullable String of(ILoggingEvent event, StringBuilder scratch) {
            String text = value.of(event, scratch);
            return text == null ? null : secrets.redact(text);
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
