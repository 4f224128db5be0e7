package io.github.lokiline.appender.internal;

import io.github.lokiline.appender.ConversionWords;
import io.github.lokiline.appender.FrameworkAdapter;
import io.github.lokiline.appender.InvalidPatternException;
import io.github.lokiline.appender.PatternSupport;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses a value as a user writes it: a text, or a pattern of the framework. Owned by the thread that starts the
 * appender.
 *
 * <p>Shape: {@code orders} is a constant; {@code %level}, {@code %X{key}}, {@code %X{key:-otherwise}}, {@code %kvp{key}},
 * {@code %logger} and {@code %thread} are read straight from the event, alone or within a text as in
 * {@code web-%X{zone}}; any other conversion word, and a whole pattern with groups or escapes, is left to the framework.
 */
public final class ValuePatternParser<E> {
    private static final Pattern WORD = Pattern.compile("%([-.\\d]*)(\\p{Alpha}\\w*)(?:\\{([^}]*)})?");
    /** A key that a pattern names, anywhere in it: {@code %X{key}}, or {@code ${ctx:key}} if there are lookups. */
    private static final Pattern KEYED_WORD =
            Pattern.compile("%[-.\\d]*\\p{Alpha}\\w*\\{([^{}]*)}|\\$\\{\\w+:([^{}]*)}");

    private static final String KEY_VALUE = "kvp";
    /** Options of Logback's own {@code %kvp}, which writes all key-values. */
    private static final Set<String> QUOTES = Set.of("", "NONE", "SINGLE", "DOUBLE");

    private final FrameworkAdapter<E> framework;
    private final PatternSupport<E> language;
    private final ConversionWords words;
    private final EventEncoder<E> lines;

    public ValuePatternParser(FrameworkAdapter<E> framework) {
        this.framework = framework;
        this.language = framework.patterns();
        this.words = language.words();
        this.lines = framework.records();
    }

    public boolean isPattern(String text) {
        return language.isPattern(text);
    }

    /** Reads one pair of a property into the values; errors go to the parser. */
    void readPair(
            String property, String name, String text, PropertyParser parser, Map<String, ValueExtractor<E>> values) {
        if (text.isEmpty()) {
            parser.fault(property, shown(name, text), "no value", "write one, or remove the line");
            return;
        }
        try {
            values.put(name, parse(name, text));
        } catch (InvalidPatternException e) {
            parser.fault(property, shown(name, text), e.constraint(), e.remedy());
        }
    }

    /** Parses the value of that name; it is redacted like a value in a line. */
    ValueExtractor<E> parse(String name, String text) throws InvalidPatternException {
        return ValueExtractor.Redacted.of(parseWhole(name, text), lines);
    }

    /** Parses the value of that name; it is masked if the name, or a key that it reads, is that of a secret. */
    public ValueExtractor<E> parseWhole(String name, String text) throws InvalidPatternException {
        if (lines.hides(name)) {
            return new ValueExtractor.Masked<>(parseSecret(text));
        }
        ValueExtractor<E> value = parse(text);
        return readsSecret(text) ? new ValueExtractor.Masked<>(value) : value;
    }

    /** Replaces the framework's message, which quotes the secret. */
    private ValueExtractor<E> parseSecret(String text) throws InvalidPatternException {
        try {
            return parse(text);
        } catch (InvalidPatternException e) {
            throw new InvalidPatternException("no " + language.framework() + " pattern", language.plainPercent());
        }
    }

    /** Returns a line of the property as messages may show it. */
    String shown(String name, String text) {
        return name + "=" + (lines.hides(name) || readsSecret(text) ? ValueExtractor.MASK : text);
    }

    private ValueExtractor<E> parse(String text) throws InvalidPatternException {
        if (!language.isPattern(text)) {
            return new ValueExtractor.Constant<>(text);
        }
        if (language.isWhole(text)) {
            refuseKeyedWords(text);
            return compiled(text);
        }
        List<ValueExtractor<E>> parts = split(text);
        return parts.size() == 1 ? parts.get(0) : new ValueExtractor.Joined<>(parts);
    }

    private List<ValueExtractor<E>> split(String text) throws InvalidPatternException {
        List<ValueExtractor<E>> parts = new ArrayList<>();
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

    private void addText(String text, List<ValueExtractor<E>> parts) throws InvalidPatternException {
        if (text.indexOf('%') >= 0) {
            throw new InvalidPatternException("a % without a conversion word", language.plainPercent());
        }
        if (!text.isEmpty()) {
            parts.add(new ValueExtractor.Constant<>(text));
        }
    }

    private ValueExtractor<E> word(Matcher match) throws InvalidPatternException {
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
            return new ValueExtractor.Word<>("%level", false, framework.levels());
        }
        EventAccessor<E> view = lines.view();
        if (words.logger().contains(word)) {
            return new ValueExtractor.Word<>("%logger", false, view::loggerName);
        }
        return words.thread().contains(word)
                ? new ValueExtractor.Word<>("%thread", true, view::threadName)
                : compiled(match.group());
    }

    private ValueExtractor<E> keyed(String word, String option) {
        int split = option.indexOf(":-");
        String key = split < 0 ? option : option.substring(0, split);
        String otherwise = split < 0 ? null : option.substring(split + 2);
        return word.equals(KEY_VALUE)
                ? new ValueExtractor.KeyValue<>(lines.view(), key, otherwise, lines)
                : new ValueExtractor.Context<>(lines.view(), key, otherwise, lines);
    }

    /** Leaves several keys between commas to the framework, if it knows them. */
    private static boolean isOneKey(String option) {
        return option.indexOf(',') < 0;
    }

    /** Refuses all of the context in one value: it would carry every secret in it. */
    private void refuseAllKeys(String word, String option) throws InvalidPatternException {
        boolean all = word.equals(KEY_VALUE)
                ? QUOTES.contains(option)
                : words.context().contains(word) && option.isEmpty();
        if (all) {
            throw new InvalidPatternException(
                    "%" + word + " names no key",
                    "write %" + word + "{key}, or *=%" + (word.equals(KEY_VALUE) ? KEY_VALUE : "mdc")
                            + " in structuredMetadata");
        }
    }

    /** Refuses {@code %kvp{key}} in a pattern that the framework reads: there it means something else or nothing. */
    private void refuseKeyedWords(String text) throws InvalidPatternException {
        Matcher word = WORD.matcher(text);
        // A word may be within the braces of another one.
        for (int at = 0; word.find(at); at = word.end(2)) {
            refuseAllKeys(
                    word.group(2), word.group(3) == null ? "" : word.group(3).strip());
            if (word.group(2).equals(KEY_VALUE)) {
                throw new InvalidPatternException(
                        "%kvp{key} allows neither a width nor a group", "write it without either");
            }
        }
    }

    private boolean readsSecret(String text) {
        return KEYED_WORD
                .matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .flatMap(option -> Stream.of(option.replaceFirst(":-.*", "").split(",")))
                .anyMatch(key -> lines.hides(key.strip()));
    }

    private ValueExtractor<E> compiled(String pattern) throws InvalidPatternException {
        return new ValueExtractor.Pattern<>(pattern, language.compile(pattern));
    }
}
