package io.github.lokiline.logback.json.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Decides which messages to drop. Thread-safe. */
public final class MessageFilterRules {
    private final int belowLevel;
    private final String[] loggers;
    private final String[] parts;
    private final String[] starts;
    private final BoundedRegex[] regexes;

    private MessageFilterRules(
            int belowLevel, List<String> loggers, List<String> parts, List<String> starts, List<BoundedRegex> regexes) {
        this.belowLevel = belowLevel;
        this.loggers = loggers.toArray(new String[0]);
        this.parts = parts.toArray(new String[0]);
        this.starts = starts.toArray(new String[0]);
        this.regexes = regexes.toArray(new BoundedRegex[0]);
    }

    /** Reads the texts by property; the result must not be used when there are faults. */
    public static MessageFilterRules parse(Map<String, List<String>> properties, PropertyParser settings) {
        Level below = LevelParser.parse("belowLevel", last(properties.get("belowLevel")), Level.OFF, settings);
        List<String> parts = texts("contains", properties, settings);
        List<String> starts = texts("startsWith", properties, settings);
        List<BoundedRegex> regexes = new ArrayList<>();
        List<String> written = texts("regex", properties, settings);
        written.forEach(regex -> add(regex, regexes, settings));
        if (settings.faults().isEmpty() && parts.isEmpty() && starts.isEmpty() && regexes.isEmpty()) {
            settings.fault("contains", "", "no text to drop by", "write contains, startsWith or regex");
        }
        List<String> loggers = settings.list("logger", last(properties.get("logger")));
        return new MessageFilterRules(below.toInt(), loggers, parts, starts, regexes);
    }

    /** Whether there is anything to decide. */
    public boolean concerns(ILoggingEvent event) {
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
     * Whether the message is to be dropped.
     *
     * @throws BoundedRegex.GaveUp when that cannot be told
     */
    public boolean drops(@Nullable String message) {
        return message != null && (starts(message) || contains(message) || matches(message));
    }

    private boolean starts(String message) {
        for (String start : starts) {
            if (message.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private boolean contains(String message) {
        for (String part : parts) {
            if (message.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String message) {
        for (BoundedRegex regex : regexes) {
            if (regex.isIn(message)) {
                return true;
            }
        }
        return false;
    }

    /** As loggers inherit: the logger itself and those whose names go on with a dot. */
    private static boolean isWithin(@Nullable String name, String logger) {
        return name != null
                && name.startsWith(logger)
                && (name.length() == logger.length() || name.charAt(logger.length()) == '.');
    }

    private static List<String> texts(String property, Map<String, List<String>> properties, PropertyParser settings) {
        List<String> texts = new ArrayList<>();
        for (String given : properties.getOrDefault(property, List.of())) {
            String text = settings.text(property, given, "");
            if (!text.isBlank()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static void add(String regex, List<BoundedRegex> regexes, PropertyParser settings) {
        try {
            Pattern pattern = Pattern.compile(regex);
            if (pattern.matcher("").find()) {
                settings.fault("regex", regex, "matches any message", "write a regex that needs a character");
            }
            regexes.add(new BoundedRegex(pattern));
        } catch (PatternSyntaxException e) {
            String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
            settings.fault("regex", regex, "no regex: " + e.getDescription() + where, "mend it, or write contains");
        }
    }

    private static @Nullable String last(@Nullable List<String> texts) {
        return texts == null ? null : texts.get(texts.size() - 1);
    }
}
