package io.github.lokiline.logback.json.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Decides which messages to drop. Thread-safe. */
public final class MessageFilterRules {
    private final int belowLevel;
    private final String[] loggers;
    private final List<Predicate<String>> conditions;

    private MessageFilterRules(int belowLevel, List<String> loggers, List<Predicate<String>> conditions) {
        this.belowLevel = belowLevel;
        this.loggers = loggers.toArray(new String[0]);
        this.conditions = List.copyOf(conditions);
    }

    /** Parses the texts by property. The result must not be used if {@code settings} has errors. */
    public static MessageFilterRules parse(Map<String, List<String>> properties, PropertyParser settings) {
        Level below = SamplingRules.belowLevel(last(properties.get("belowLevel")), Level.OFF, settings);
        List<Predicate<String>> conditions = new ArrayList<>();
        texts("contains", properties, settings).forEach(part -> conditions.add(message -> message.contains(part)));
        texts("startsWith", properties, settings)
                .forEach(start -> conditions.add(message -> message.startsWith(start)));
        texts("regex", properties, settings).forEach(regex -> add(regex, conditions, settings));
        if (settings.faults().isEmpty() && conditions.isEmpty()) {
            settings.fault("contains", "", "no condition is set", "add contains, startsWith or regex");
        }
        List<String> loggers = settings.list("logger", last(properties.get("logger")));
        return new MessageFilterRules(below.toInt(), loggers, conditions);
    }

    /** Returns whether the event's logger and level are filtered. */
    public boolean appliesTo(ILoggingEvent event) {
        if (event.getLevel().toInt() >= belowLevel) {
            return false;
        }
        for (String logger : loggers) {
            if (isWithin(event.getLoggerName(), logger)) {
                return true;
            }
        }
        return loggers.length == 0;
    }

    /**
     * Returns whether to drop a message.
     *
     * @throws BoundedRegex.LimitExceededException if a regex search was aborted
     */
    public boolean drop(@Nullable String message) {
        for (int i = 0; message != null && i < conditions.size(); i++) {
            if (conditions.get(i).test(message)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether {@code name} is the logger or one of its descendants. */
    private static boolean isWithin(@Nullable String name, String logger) {
        return name != null
                && name.startsWith(logger)
                && (name.length() == logger.length() || name.charAt(logger.length()) == '.');
    }

    private static List<String> texts(String property, Map<String, List<String>> properties, PropertyParser settings) {
        List<String> texts = new ArrayList<>();
        for (String item : properties.getOrDefault(property, List.of())) {
            String text = settings.text(property, item, "");
            if (!text.isBlank()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static void add(String regex, List<Predicate<String>> conditions, PropertyParser settings) {
        try {
            Pattern pattern = Pattern.compile(regex);
            if (pattern.matcher("").find()) {
                settings.fault("regex", regex, "matches every message", "write a regex that requires a character");
            }
            conditions.add(new BoundedRegex(pattern)::isFoundIn);
        } catch (PatternSyntaxException e) {
            String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
            settings.fault("regex", regex, "not a regex: " + e.getDescription() + where, "correct it or use contains");
        }
    }

    private static @Nullable String last(@Nullable List<String> texts) {
        return texts == null ? null : texts.get(texts.size() - 1);
    }
}
