package io.github.lokiline.append;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a value as a user writes it: a text, or a pattern of the framework's. Owned by the thread that starts the
 * appender.
 *
 * <p>Shape: {@code orders} is a constant; {@code %level}, {@code %X{key}}, {@code %X{key:-otherwise}}, {@code %kvp{key}},
 * {@code %logger} and {@code %thread} are read straight from the event, alone or within a text as in
 * {@code web-%X{zone}}; any other conversion word, and a pattern with groups or escapes as a whole, is the framework's.
 */
final class ValuePattern<E> {
    private static final Pattern WORD = Pattern.compile("%([-.\\d]*)(\\p{Alpha}\\w*)(?:\\{([^}]*)})?");
    /** A key that a pattern names, wherever it stands: {@code %X{key}}, or {@code ${ctx:key}} where there are lookups. */
    private static final Pattern KEYED_WORD =
            Pattern.compile("%[-.\\d]*\\p{Alpha}\\w*\\{([^{}]*)}|\\$\\{\\w+:([^{}]*)}");

    private static final String KEY_VALUE = "kvp";
    /** Options of Logback's own {@code %kvp}, which writes all key-values. */
    private static final Set<String> QUOTES = Set.of("", "NONE", "SINGLE", "DOUBLE");

    private final Face<E> face;
    private final PatternLanguage<E> language;
    private final Words words;
    private final Secrets secrets;

    ValuePattern(Face<E> face, Secrets secrets) {
        this.face = face;
        this.language = face.patterns();
        this.words = language.words();
        this.secrets = secrets;
    }

    boolean isPattern(String text) {
        return language.isPattern(text);
    }

    /** Reads the value of that name, to be shown as lines would show it. */
    EventValue<E> parse(String name, String text) throws Unusable {
        return EventValue.Redacted.of(parseWhole(name, text), secrets);
    }

    /** Reads the value of that name; what it reads or is named decides whether it is a secret. */
    EventValue<E> parseWhole(String name, String text) throws Unusable {
        if (secrets.hides(name)) {
            return new EventValue.Masked<>(parseSecret(text));
        }
        EventValue<E> value = parse(text);
        return readsSecret(text) ? new EventValue.Masked<>(value) : value;
    }

    /** What is wrong with a secret is not told in the framework's words, which quote it. */
    private EventValue<E> parseSecret(String text) throws Unusable {
        try {
            return parse(text);
        } catch (Unusable e) {
            throw new Unusable("no " + language.framework() + " pattern", language.plainPercent());
        }
    }

    /** A line of the property as it may be told. */
    String shown(String name, String text) {
        return name + "=" + (secrets.hides(name) || readsSecret(text) ? Secrets.MASK : text);
    }

    private EventValue<E> parse(String text) throws Unusable {
        if (!language.isPattern(text)) {
            return new EventValue.Constant<>(text);
        }
        if (language.isWhole(text)) {
            refuseKeyedWords(text);
            return compiled(text);
        }
        List<EventValue<E>> parts = split(text);
        return parts.size() == 1 ? parts.get(0) : new EventValue.Joined<>(parts);
    }

    private List<EventValue<E>> split(String text) throws Unusable {
        List<EventValue<E>> parts = new ArrayList<>();
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

    private void addText(String text, List<EventValue<E>> parts) throws Unusable {
        if (text.indexOf('%') >= 0) {
            throw new Unusable("a % without a conversion word", language.plainPercent());
        }
        if (!text.isEmpty()) {
            parts.add(new EventValue.Constant<>(text));
        }
    }

    private EventValue<E> word(Matcher match) throws Unusable {
        String word = match.group(2);
        String option = match.group(3) == null ? "" : match.group(3).strip();
        refuseAllKeys(word, option);
        if (!match.group(1).isEmpty()) {
            refuseKeyedWords(match.group());
            return compiled(match.group());
        }
        if (word.equals(KEY_VALUE) || (words.context().contains(word) && isOneKey(option))) {
            return keyed(word, option);
        }
        if (!option.isEmpty()) {
            return compiled(match.group());
        }
        if (words.level().contains(word)) {
            return new EventValue.Level<>(face.levels());
        }
        if (words.logger().contains(word)) {
            return new EventValue.Logger<>(face.records().view());
        }
        return words.thread().contains(word)
                ? new EventValue.ThreadName<>(face.records().view())
                : compiled(match.group());
    }

    private EventValue<E> keyed(String word, String option) {
        int split = option.indexOf(":-");
        String key = split < 0 ? option : option.substring(0, split);
        String otherwise = split < 0 ? null : option.substring(split + 2);
        return word.equals(KEY_VALUE)
                ? new EventValue.KeyValue<>(face.records().view(), key, otherwise, secrets)
                : new EventValue.Context<>(face.records().view(), key, otherwise);
    }

    /** Several keys between commas, where the framework has that, are its own to write. */
    private static boolean isOneKey(String option) {
        return option.indexOf(',') < 0;
    }

    /** All of the context in one value would carry whatever secret is in it. */
    private void refuseAllKeys(String word, String option) throws Unusable {
        boolean all = word.equals(KEY_VALUE)
                ? QUOTES.contains(option)
                : words.context().contains(word) && option.isEmpty();
        if (all) {
            throw new Unusable(
                    "%" + word + " names no key",
                    "write %" + word + "{key}, or *=%" + (word.equals(KEY_VALUE) ? KEY_VALUE : "mdc")
                            + " in structuredMetadata");
        }
    }

    /** Where the framework reads the pattern, {@code %kvp{key}} would mean something else or nothing. */
    private void refuseKeyedWords(String text) throws Unusable {
        Matcher word = WORD.matcher(text);
        // Words stand within the braces of others, too.
        for (int at = 0; word.find(at); at = word.end(2)) {
            refuseAllKeys(
                    word.group(2), word.group(3) == null ? "" : word.group(3).strip());
            if (word.group(2).equals(KEY_VALUE)) {
                throw new Unusable("%kvp{key} takes no width and stands in no group", "write it without either");
            }
        }
    }

    private boolean readsSecret(String text) {
        return KEYED_WORD
                .matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .flatMap(option -> Stream.of(option.replaceFirst(":-.*", "").split(",")))
                .anyMatch(key -> secrets.hides(key.strip()));
    }

    private EventValue<E> compiled(String pattern) throws Unusable {
        return new EventValue.Pattern<>(pattern, language.compile(pattern));
    }
}
