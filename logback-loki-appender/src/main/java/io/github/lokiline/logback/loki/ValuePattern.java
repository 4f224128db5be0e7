package io.github.lokiline.logback.loki;

import ch.qos.logback.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a value as a user writes it: a text, or a Logback pattern. Owned by the thread that starts the appender.
 *
 * <p>Shape: {@code orders} is a constant; {@code %level}, {@code %X{key}}, {@code %X{key:-otherwise}}, {@code %kvp{key}},
 * {@code %logger} and {@code %thread} are read straight from the event, alone or within a text as in
 * {@code web-%X{zone}}; any other conversion word, and a pattern with groups or escapes as a whole, is Logback's.
 */
final class ValuePattern {
    private static final Pattern WORD = Pattern.compile("%([-.\\d]*)(\\p{Alpha}\\w*)(?:\\{([^}]*)})?");
    private static final Set<String> MDC = Set.of("X", "mdc");
    private static final Set<String> KEYED = Set.of("X", "mdc", "kvp");
    /** Options of Logback's own {@code %kvp}, which writes all key-values. */
    private static final Set<String> QUOTES = Set.of("", "NONE", "SINGLE", "DOUBLE");

    private final Context context;
    private final LevelText levels;
    private final Secrets secrets;

    ValuePattern(Context context, LevelText levels, Secrets secrets) {
        this.context = context;
        this.levels = levels;
        this.secrets = secrets;
    }

    /** Reads the value of that name, to be shown as lines would show it. */
    EventValue parse(String name, String text) throws Unusable {
        return EventValue.Redacted.of(parseWhole(name, text), secrets);
    }

    /** Reads the value of that name; what it reads or is named decides whether it is a secret. */
    EventValue parseWhole(String name, String text) throws Unusable {
        if (secrets.hides(name)) {
            return new EventValue.Masked(parseSecret(text));
        }
        EventValue value = parse(text);
        return readsSecret(text) ? new EventValue.Masked(value) : value;
    }

    /** What is wrong with a secret is not told in Logback's words, which quote it. */
    private EventValue parseSecret(String text) throws Unusable {
        try {
            return parse(text);
        } catch (Unusable e) {
            throw new Unusable("no Logback pattern", "put a backslash before each plain percent sign");
        }
    }

    /** A line of the property as it may be told. */
    String shown(String name, String text) {
        return name + "=" + (secrets.hides(name) || readsSecret(text) ? Secrets.MASK : text);
    }

    private EventValue parse(String text) throws Unusable {
        if (text.indexOf('%') < 0) {
            return new EventValue.Constant(text);
        }
        if (text.indexOf('(') >= 0 || text.indexOf('\\') >= 0) {
            refuseKeyedWords(text);
            return layout(text);
        }
        List<EventValue> parts = split(text);
        return parts.size() == 1 ? parts.get(0) : new EventValue.Joined(parts);
    }

    private List<EventValue> split(String text) throws Unusable {
        List<EventValue> parts = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (word.find()) {
            addText(text.substring(end, word.start()), parts);
            parts.add(word(word));
            end = word.end();
        }
        addText(text.substring(end), parts);
        return parts;
    }

    private static void addText(String text, List<EventValue> parts) throws Unusable {
        if (text.indexOf('%') >= 0) {
            throw new Unusable("a % without a conversion word", "put a backslash before it for a plain percent sign");
        }
        if (!text.isEmpty()) {
            parts.add(new EventValue.Constant(text));
        }
    }

    private EventValue word(Matcher match) throws Unusable {
        String word = match.group(2);
        String option = match.group(3) == null ? "" : match.group(3).strip();
        refuseAllKeys(word, option);
        if (!match.group(1).isEmpty()) {
            refuseKeyedWords(match.group());
            return layout(match.group());
        }
        if (KEYED.contains(word)) {
            return keyed(word, option);
        }
        return switch (option.isEmpty() ? word : "") {
            case "level", "le", "p" -> new EventValue.Level(levels);
            case "logger", "lo", "c" -> new EventValue.Logger();
            case "thread", "t" -> new EventValue.ThreadName();
            default -> layout(match.group());
        };
    }

    private EventValue keyed(String word, String option) {
        int split = option.indexOf(":-");
        String key = split < 0 ? option : option.substring(0, split);
        String otherwise = split < 0 ? null : option.substring(split + 2);
        return MDC.contains(word)
                ? new EventValue.Mdc(key, otherwise)
                : new EventValue.KeyValue(key, otherwise, secrets);
    }

    /** All of the MDC in one value would carry whatever secret is in it. */
    private static void refuseAllKeys(String word, String option) throws Unusable {
        boolean all = word.equals("kvp") ? QUOTES.contains(option) : MDC.contains(word) && option.isEmpty();
        if (all) {
            throw new Unusable(
                    "%" + word + " names no key",
                    "write %" + word + "{key}, or *=%" + (word.equals("kvp") ? "kvp" : "mdc")
                            + " in structuredMetadata");
        }
    }

    /** Where Logback reads the pattern, {@code %kvp{key}} would mean all key-values. */
    private static void refuseKeyedWords(String text) throws Unusable {
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            refuseAllKeys(
                    word.group(2), word.group(3) == null ? "" : word.group(3).strip());
            if (word.group(2).equals("kvp")) {
                throw new Unusable("%kvp{key} takes no width and stands in no group", "write it without either");
            }
        }
    }

    private boolean readsSecret(String text) {
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String option = word.group(3);
            if (option != null && secrets.hides(option.replaceFirst(":-.*", "").strip())) {
                return true;
            }
        }
        return false;
    }

    private EventValue layout(String pattern) throws Unusable {
        return new EventValue.Pattern(TrialContext.compile(pattern, context));
    }
}
