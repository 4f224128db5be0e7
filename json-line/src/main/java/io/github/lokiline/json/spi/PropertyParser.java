package io.github.lokiline.json.spi;

import io.github.lokiline.json.internal.config.InvalidPropertyException;
import io.github.lokiline.json.internal.config.MapParser;
import io.github.lokiline.json.internal.config.UnitParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses typed values from the text of a configuration and collects all errors, so that they are reported together.
 * Owned by the thread that starts the component.
 *
 * <p>Shape: each method takes the property's name as the user wrote it, its text, and the value for "not set", which it
 * also returns for a blank or wrong text. A wrong text adds one line to {@link #faults()}:
 *
 * <pre>{@code
 * PropertyParser parser = new PropertyParser();
 * Duration wait = parser.duration("batchMaxWait", "5", Duration.ofSeconds(1), Duration.ZERO, Duration.ofMinutes(5));
 * parser.faults();   // [batchMaxWait "5": no unit; write a number and one of ms, s, m, h, d, as in 5 s]
 * }</pre>
 *
 * <p>Units: durations are a number and {@code ms, s, m, h, d} or the words ({@code 1 second}); sizes a number and
 * {@code B, KB, MB, GB}, each 1024 of the one before. A number without a unit is refused, because it is ambiguous.
 *
 * <p>Errors: none is thrown. A value that holds {@code NAME_IS_UNDEFINED}, which Logback puts in place of an unset
 * variable, is refused by every method; the message names the variable.
 */
public final class PropertyParser {
    private static final Pattern UNDEFINED = Pattern.compile("([\\w.\\-]+?)_IS_UNDEFINED");
    private static final int SHOWN_CHARS = 100;

    /** Replaces a map in messages: one of its values may be a secret. */
    private static final String HIDDEN = "***";

    private final List<String> faults = new ArrayList<>();

    /** Returns the text as written, or the fallback. */
    public String text(String name, @Nullable String value, String fallback) {
        String given = given(name, value);
        return given == null ? fallback : given;
    }

    /** Returns the word of {@code legal} that the text equals, ignoring case, or the fallback. */
    public String choice(String name, @Nullable String value, String fallback, List<String> legal) {
        String given = given(name, value);
        if (given == null) {
            return fallback;
        }
        for (String word : legal) {
            if (word.equalsIgnoreCase(given.strip())) {
                return word;
            }
        }
        fault(name, given, "unknown", "write one of " + String.join(", ", legal));
        return fallback;
    }

    /** Returns the value of {@code true} or {@code false}, or the fallback. */
    public boolean bool(String name, @Nullable String value, boolean fallback) {
        String word = choice(name, value, Boolean.toString(fallback), List.of("true", "false"));
        return Boolean.parseBoolean(word);
    }

    /** Returns a whole number between {@code min} and {@code max}, or the fallback. */
    public int integer(String name, @Nullable String value, int fallback, int min, int max) {
        String given = given(name, value);
        if (given == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(given.strip());
            if (number >= min && number <= max) {
                return number;
            }
            fault(name, given, "out of range", "write " + min + " to " + max);
        } catch (NumberFormatException e) {
            fault(name, given, "not a whole number", "write " + min + " to " + max);
        }
        return fallback;
    }

    /** Returns a duration such as {@code 5 s} or {@code 1 second} within the range, or the fallback. */
    public Duration duration(String name, @Nullable String value, Duration fallback, Duration min, Duration max) {
        String given = given(name, value);
        if (given == null) {
            return fallback;
        }
        try {
            Duration duration = Duration.ofNanos(UnitParser.nanos(given));
            if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
                return duration;
            }
            fault(name, given, "out of range", "write " + UnitParser.show(min) + " to " + UnitParser.show(max));
        } catch (InvalidPropertyException e) {
            fault(name, given, e);
        }
        return fallback;
    }

    /** Returns a size such as {@code 32 MB} in bytes within the range, or the fallback. */
    public long bytes(String name, @Nullable String value, long fallback, long min, long max) {
        String given = given(name, value);
        if (given == null) {
            return fallback;
        }
        try {
            long bytes = UnitParser.bytes(given);
            if (bytes >= min && bytes <= max) {
                return bytes;
            }
            fault(name, given, "out of range", "write " + UnitParser.show(min) + " to " + UnitParser.show(max));
        } catch (InvalidPropertyException e) {
            fault(name, given, e);
        }
        return fallback;
    }

    /** Returns a map of texts in the order written, as {@link #values} does. */
    public Map<String, String> map(String name, @Nullable String value) {
        Map<String, String> texts = new LinkedHashMap<>();
        values(name, value).forEach((key, any) -> texts.put(key, String.valueOf(any)));
        return texts;
    }

    /**
     * Returns a map from one {@code key=value} a line, split at the first {@code =}, or from one JSON object.
     *
     * @param name the property's name
     * @param value its text
     * @return text, number, boolean, null, list or map by key, in the order written; empty when not set or wrong
     */
    public Map<String, @Nullable Object> values(String name, @Nullable String value) {
        String given = given(name, value);
        if (given == null) {
            return Map.of();
        }
        try {
            return MapParser.parse(given);
        } catch (InvalidPropertyException e) {
            fault(name, Objects.requireNonNullElse(e.part(), HIDDEN), e);
            return Map.of();
        }
    }

    /** Returns the items between commas or line ends, trimmed, without empty ones. */
    public List<String> list(String name, @Nullable String value) {
        String given = given(name, value);
        return given == null ? List.of() : MapParser.items(given);
    }

    /**
     * Adds an error as {@code name "value": rule; fix}.
     *
     * @param name the property's name
     * @param value its text; three asterisks in place of a secret
     * @param rule the rule that it breaks
     * @param fix how to correct it
     */
    public void fault(String name, @Nullable String value, String rule, String fix) {
        faults.add(name + " \"" + shown(value) + "\": " + rule + "; " + fix);
    }

    /** Returns one message per error, in the order found. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private void fault(String name, String value, InvalidPropertyException e) {
        fault(name, value, e.rule(), e.remedy());
    }

    /** Returns the text; null when it is not set or names an unset variable. */
    private @Nullable String given(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        Matcher undefined = UNDEFINED.matcher(value);
        if (!undefined.find()) {
            return value;
        }
        String variable = undefined.group(1);
        fault(
                name,
                undefined.group(),
                "variable " + variable + " is not set",
                String.format(
                        Locale.ROOT,
                        "set it, or give an empty default: ${%1$s:-}, in application.yml ${%1$s:}",
                        variable));
        return null;
    }

    private static String shown(@Nullable String value) {
        String text = String.valueOf(value).strip().replaceAll("\\s+", " ");
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
    }
}
