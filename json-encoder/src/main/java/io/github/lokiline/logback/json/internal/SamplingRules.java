package io.github.lokiline.logback.json.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.json.spi.PropertyParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** Decides which events of lower levels to keep. Thread-safe. */
public final class SamplingRules {
    private static final List<String> LEVELS = List.of("DEBUG", "INFO", "WARN", "ERROR", "OFF");

    private final int belowLevel;
    private final SamplingRate rate;
    private final @Nullable FirstOccurrences firstOccurrences;
    private final @Nullable String key;
    private final IntSupplier random;

    private SamplingRules(
            int belowLevel,
            SamplingRate rate,
            @Nullable FirstOccurrences firstOccurrences,
            @Nullable String key,
            IntSupplier random) {
        this.belowLevel = belowLevel;
        this.rate = rate;
        this.firstOccurrences = firstOccurrences;
        this.key = key;
        this.random = random;
    }

    /** Parses the texts by property. The result must not be used if {@code settings} has errors. */
    public static SamplingRules parse(Map<String, String> properties, IntSupplier random, PropertyParser settings) {
        Level below = belowLevel(properties.get("belowLevel"), Level.WARN, settings);
        int first = settings.integer(
                "alwaysKeepFirst", properties.get("alwaysKeepFirst"), 1, 0, FirstOccurrences.MAX_COUNT);
        Duration interval = settings.duration(
                "interval",
                properties.get("interval"),
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofDays(1));
        String key = settings.text("byKey", properties.get("byKey"), "").strip();
        return new SamplingRules(
                below.toInt(),
                SamplingRate.parse("keepPercent", properties.get("keepPercent"), settings),
                first == 0 ? null : new FirstOccurrences(first, interval.toMillis()),
                key.isEmpty() ? null : key,
                random);
    }

    /** Parses the level below which a filter works; with {@code OFF} it works on all levels. */
    static Level belowLevel(@Nullable String text, Level fallback, PropertyParser settings) {
        return Level.toLevel(settings.choice("belowLevel", text, fallback.toString(), LEVELS), fallback);
    }

    /** Returns whether the event's level is sampled. */
    public boolean appliesTo(ILoggingEvent event) {
        return event.getLevel().toInt() < belowLevel;
    }

    public boolean keep(ILoggingEvent event) {
        return (firstOccurrences != null && firstOccurrences.add(kind(event), event.getTimeStamp()))
                || rate.accepts(sampleValue(event));
    }

    /** Returns a hash that is equal for events of one logging statement: same logger and message template. */
    private static int kind(ILoggingEvent event) {
        return SamplingRate.mix(31 * Objects.hashCode(event.getLoggerName()) + Objects.hashCode(event.getMessage()));
    }

    private int sampleValue(ILoggingEvent event) {
        String value = key == null ? null : text(event, key);
        return value == null ? random.getAsInt() : SamplingRate.sampleValue(value);
    }

    private static @Nullable String text(ILoggingEvent event, String key) {
        try {
            return value(event, key);
        } catch (RuntimeException | StackOverflowError e) {
            // The application's toString failed; the event is sampled as if it had no key.
            return null;
        }
    }

    private static @Nullable String value(ILoggingEvent event, String key) {
        List<KeyValuePair> pairs = LogbackEventAccessor.pairs(event);
        for (int i = pairs.size() - 1; i >= 0; i--) {
            KeyValuePair pair = pairs.get(i);
            if (key.equals(pair.key) && pair.value != null) {
                return pair.value.toString();
            }
        }
        Map<String, String> mdc = event.getMDCPropertyMap();
        return mdc == null ? null : mdc.get(key);
    }
}
