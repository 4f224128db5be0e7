package io.github.lokiline.log4j2.internal;

import io.github.lokiline.appender.ConversionWords;
import io.github.lokiline.appender.InvalidPatternException;
import io.github.lokiline.appender.PatternSupport;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.jspecify.annotations.Nullable;

/** Supports Log4j's patterns, including lookups. Owned by the thread that builds the appender. */
final class Log4jPatternSupport implements PatternSupport<LogEvent> {
    private static final ConversionWords WORDS = new ConversionWords(
            Set.of("level", "p"),
            Set.of("logger", "c"),
            Set.of("thread", "threadName", "tn", "t"),
            Set.of("X", "mdc", "MDC"));

    private static final Pattern WORD = Pattern.compile("%%|%[-.\\d]*(\\p{Alpha}\\w*)");
    /** Syntax that only Log4j can parse: escapes, lookups, words within the braces of others, several options. */
    private static final Pattern WHOLE = Pattern.compile("%%|\\\\|\\$\\{|\\{[^}]*\\{|}\\{");

    /** A lookup without a default: if it has no value, Log4j writes the lookup itself. */
    private static final Pattern LOOKUP = Pattern.compile("\\$\\{((?:(?!:-)[^{}])*)}");
    /** Lookups that do not depend on the event; a lookup without prefix is a property of the configuration. */
    private static final Set<String> OF_PROCESS =
            Set.of("env", "sys", "java", "main", "bundle", "spring", "docker", "k8s", "log4j");

    private final @Nullable Configuration configuration;
    private boolean locating;

    Log4jPatternSupport(@Nullable Configuration configuration) {
        this.configuration = configuration;
    }

    /** Returns whether one of the patterns compiled so far needs the location of the logging call. */
    boolean requiresLocation() {
        return locating;
    }

    @Override
    public String framework() {
        return "Log4j";
    }

    @Override
    public String plainPercent() {
        return "write %% for a plain percent sign";
    }

    @Override
    public ConversionWords words() {
        return WORDS;
    }

    @Override
    public boolean isPattern(String text) {
        return text.indexOf('%') >= 0 || text.contains("${");
    }

    @Override
    public boolean isWhole(String pattern) {
        return WHOLE.matcher(pattern).find() || hasGluedWord(pattern);
    }

    /**
     * Returns whether other characters directly follow a word: Log4j takes the longest known prefix, so {@code
     * %level_x} is a level and two characters.
     */
    private static boolean hasGluedWord(String pattern) {
        return WORD.matcher(pattern).results().anyMatch(word -> word.group(1) != null && !isWord(word.group(1)));
    }

    /** Returns whether the word is Log4j's, or one that every lokiline appender supports. */
    private static boolean isWord(String word) {
        return word.equals("kvp") || PatternConverterKeys.known(word);
    }

    @Override
    @SuppressWarnings("deprecation") // their replacements are newer than the oldest supported Log4j
    public Function<LogEvent, @Nullable String> compile(String pattern) throws InvalidPatternException {
        checkWords(pattern);
        checkLookups(pattern);
        PatternLayout layout = PatternLayout.newBuilder()
                .withPattern(LOOKUP.matcher(pattern).replaceAll("\\${$1:-}"))
                .withConfiguration(configuration)
                .withAlwaysWriteExceptions(false)
                .build();
        locating |= layout.requiresLocation();
        return layout::toSerializable;
    }

    /**
     * Reports a lookup that has no value now and therefore at no event, in whose place Log4j would write the lookup
     * itself.
     */
    private void checkLookups(String pattern) throws InvalidPatternException {
        Matcher lookup = LOOKUP.matcher(pattern);
        while (lookup.find()) {
            String key = lookup.group(1);
            if (isOfProcess(key) && !hasValue(lookup.group())) {
                throw new InvalidPatternException(UnresolvedLookupCheck.RULE, UnresolvedLookupCheck.remedy(key));
            }
        }
    }

    private static boolean isOfProcess(String key) {
        int colon = key.indexOf(':');
        return colon < 0 || OF_PROCESS.contains(key.substring(0, colon).toLowerCase(Locale.ROOT));
    }

    private boolean hasValue(String lookup) {
        return configuration != null
                && !lookup.equals(configuration.getStrSubstitutor().replace(lookup));
    }

    /** Reports an unknown word, which Log4j would write as text. */
    private static void checkWords(String pattern) throws InvalidPatternException {
        Matcher word = WORD.matcher(pattern);
        int end = 0;
        while (word.find()) {
            checkText(pattern.substring(end, word.start()));
            if (word.group(1) != null && !PatternConverterKeys.begins(word.group(1))) {
                throw new InvalidPatternException(
                        "not a Log4j pattern: %" + word.group(1), "see Log4j's pattern converters");
            }
            end = word.end();
        }
        checkText(pattern.substring(end));
    }

    private static void checkText(String text) throws InvalidPatternException {
        if (text.indexOf('%') >= 0) {
            throw new InvalidPatternException("a % without a conversion word", "write %% for a plain percent sign");
        }
    }
}
