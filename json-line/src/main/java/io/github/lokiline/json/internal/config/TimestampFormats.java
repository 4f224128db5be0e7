package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.field.PatternTimestamp;
import io.github.lokiline.json.internal.field.TimestampFormat;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.PropertyParser;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the properties {@code datefmt} and {@code timeZone}. Stateless. */
public final class TimestampFormats {
    private static final String ISO = "yyyy-MM-dd'T'HH:mm:ss.";
    private static final String REMEDY = "write a strftime format such as %Y-%m-%d %H:%M:%S, a Java pattern such as"
            + " yyyy-MM-dd HH:mm:ss.SSS, or epoch_millis, epoch_seconds, iso_micros, iso_nanos";
    private static final String ONE_FRACTION = "write one run of S, as in yyyy-MM-dd HH:mm:ss.SSS";

    private TimestampFormats() {}

    static TimestampFormat parse(@Nullable String datefmt, @Nullable String timeZone, PropertyParser settings) {
        ZoneId zone = zone(settings, timeZone);
        String format = settings.text("datefmt", datefmt, "iso_millis").strip();
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "epoch_millis" -> TimestampFormat.EPOCH_MILLIS;
            case "epoch_seconds" -> TimestampFormat.EPOCH_SECONDS;
            case "iso_millis" -> iso(3, zone);
            case "iso_micros" -> iso(6, zone);
            case "iso_nanos" -> iso(9, zone);
            default -> text(format, zone, settings);
        };
    }

    /** Returns the format {@code 2025-11-20T10:30:45.123456Z}. */
    public static TimestampFormat utcMicros() {
        return iso(6, ZoneOffset.UTC);
    }

    private static ZoneId zone(PropertyParser settings, @Nullable String timeZone) {
        String text = settings.text("timeZone", timeZone, "UTC").strip();
        try {
            return ZoneId.of(text).normalized();
        } catch (DateTimeException e) {
            settings.fault("timeZone", text, "unknown time zone", "write UTC, +01:00 or a name such as Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }

    /** Writes {@code Z} only if the offset never changes, so that the width is fixed. */
    private static TimestampFormat iso(int digits, ZoneId zone) {
        String tail = zone.equals(ZoneOffset.UTC) ? "'Z'" : "xxx";
        return new PatternTimestamp(new PatternTimestamp.Parts(pattern(ISO), digits, pattern(tail)), zone);
    }

    private static TimestampFormat text(String format, ZoneId zone, PropertyParser settings) {
        try {
            PatternTimestamp.Parts parts = format.indexOf('%') >= 0 ? StrftimeParser.parts(format) : parts(format);
            PatternTimestamp time = new PatternTimestamp(parts, zone);
            // Some patterns fail only when used: here instead of in every line.
            time.write(0, 0, new Utf8JsonWriter());
            return time;
        } catch (InvalidPropertyException e) {
            settings.fault("datefmt", format, e.rule(), e.remedy());
        } catch (IllegalArgumentException | DateTimeException e) {
            settings.fault("datefmt", format, "no date format", REMEDY);
        }
        return iso(3, zone);
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /** Splits a pattern of {@link DateTimeFormatter} around its fraction of the second. */
    private static PatternTimestamp.Parts parts(String pattern) throws InvalidPropertyException {
        int from = unquoted('S', pattern, 0);
        if (from < 0) {
            return new PatternTimestamp.Parts(formatter(pattern), 0, formatter(""));
        }
        int to = from;
        while (to < pattern.length() && pattern.charAt(to) == 'S') {
            to++;
        }
        if (to - from > 9) {
            throw new InvalidPropertyException("more than 9 digits of the second", ONE_FRACTION);
        }
        return new PatternTimestamp.Parts(
                formatter(pattern.substring(0, from)), to - from, formatter(pattern.substring(to)));
    }

    /** Rejects a second fraction and the letters that count nanoseconds or milliseconds: only one fraction is formatted anew. */
    private static DateTimeFormatter formatter(String pattern) throws InvalidPropertyException {
        for (char letter : new char[] {'S', 'n', 'N', 'A'}) {
            if (unquoted(letter, pattern, 0) >= 0) {
                throw new InvalidPropertyException("a second fraction of the second (" + letter + ")", ONE_FRACTION);
            }
        }
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    private static int unquoted(char letter, String pattern, int from) {
        boolean quoted = false;
        for (int i = from; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == letter && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
