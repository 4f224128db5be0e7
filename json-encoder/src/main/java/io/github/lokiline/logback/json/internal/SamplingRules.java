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
    private final int belowLevel;
    private final SamplingRate share;
    private final @Nullable FirstOccurrences firstOnes;
    private final @Nullable String key;
    private final IntSupplier dice;

    private SamplingRules(
            int belowLevel,
            SamplingRate share,
            @Nullable FirstOccurrences firstOnes,
            @Nullable String key,
            IntSupplier dice) {
        this.belowLevel = belowLevel;
        this.share = share;
        this.firstOnes = firstOnes;
        this.key = key;
        this.dice = dice;
    }

    /** Reads the text by property; the result must not be used when there are faults. */
    public static SamplingRules parse(Map<String, String> properties, IntSupplier dice, PropertyParser settings) {
        Level below = LevelParser.parse("belowLevel", properties.get("belowLevel"), Level.WARN, settings);
        int first = settings.integer("alwaysKeepFirst", properties.get("alwaysKeepFirst"), 1, 0, FirstOccurrences.MOST);
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
                dice);
    }

    /** Whether there is anything to decide. */
    public boolean concerns(ILoggingEvent event) {
        return event.getLevel().toInt() < belowLevel;
    }

    public boolean keeps(ILoggingEvent event) {
        return (firstOnes != null && firstOnes.add(kind(event), event.getTimeStamp())) || share.holds(draw(event));
    }

    /** Events of one logging statement are of one kind, as far as can be seen. */
    private static int kind(ILoggingEvent event) {
        return SamplingRate.spread(31 * Objects.hashCode(event.getLoggerName()) + Objects.hashCode(event.getMessage()));
    }

    private int draw(ILoggingEvent event) {
        String value = key == null ? null : text(event, key);
        return value == null ? dice.getAsInt() : SamplingRate.draw(value);
    }

    private static @Nullable String text(ILoggingEvent event, String key) {
        try {
            return value(event, key);
        } catch (RuntimeException | StackOverflowError e) {
            // The application's own code; the event is then sampled like one without the key.
            return null;
        }
    }

    private static @Nullable String value(ILoggingEvent event, String key) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        for (int i = pairs == null ? -1 : pairs.size() - 1; i >= 0; i--) {
            KeyValuePair pair = pairs.get(i);
            if (key.equals(pair.key) && pair.value != null) {
                return pair.value.toString();
            }
        }
        Map<String, String> mdc = event.getMDCPropertyMap();
        return mdc == null ? null : mdc.get(key);
    }
}
