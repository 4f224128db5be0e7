package io.github.lokiline.json;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the time format that the properties {@code datefmt} and {@code timeZone} ask for. Stateless. */
final class TimeFormats {
    private static final String ISO = "yyyy-MM-dd'T'HH:mm:ss.";
    private static final String WAYS = "write a strftime format such as %Y-%m-%d %H:%M:%S, a Java pattern such as"
            + " yyyy-MM-dd HH:mm:ss.SSS, or epoch_millis, epoch_seconds, iso_micros, iso_nanos";

    private TimeFormats() {}

    static TimeFormat parse(@Nullable String datefmt, @Nullable String timeZone, Settings settings) {
        ZoneId zone = zone(settings, timeZone);
        String format = settings.text("datefmt", datefmt, "iso_millis").strip();
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "epoch_millis" -> TimeFormat.EPOCH_MILLIS;
            case "epoch_seconds" -> TimeFormat.EPOCH_SECONDS;
            case "iso_millis" -> iso(3, zone);
            case "iso_micros" -> iso(6, zone);
            case "iso_nanos" -> iso(9, zone);
            default -> text(format, zone, settings);
        };
    }

    /** As {@code 2025-11-20T10:30:45.123456Z}. */
    static TimeFormat utcMicros() {
        return iso(6, ZoneOffset.UTC);
    }

    private static ZoneId zone(Settings settings, @Nullable String timeZone) {
        String text = settings.text("timeZone", timeZone, "UTC").strip();
        try {
            return ZoneId.of(text).normalized();
        } catch (DateTimeException e) {
            settings.fault("timeZone", text, "unknown time zone", "write UTC, +01:00 or a name such as Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }

    /** {@code Z} only where it can never turn into an offset, so that the width is fixed. */
    private static TimeFormat iso(int digits, ZoneId zone) {
        String tail = zone.equals(ZoneOffset.UTC) ? "'Z'" : "xxx";
        return new TextTime(new TextTime.Parts(pattern(ISO), digits, pattern(tail)), zone);
    }

    private static TimeFormat text(String format, ZoneId zone, Settings settings) {
        try {
            TextTime.Parts parts = format.indexOf('%') >= 0 ? Strftime.parts(format) : JavaPattern.parts(format);
            TextTime time = new TextTime(parts, zone);
            // Some patterns fail only when used; better now than in every line.
            time.write(0, 0, new LineWriter());
            return time;
        } catch (MalformedSetting e) {
            settings.fault("datefmt", format, e.rule(), e.wayOut());
        } catch (IllegalArgumentException | DateTimeException e) {
            settings.fault("datefmt", format, "no date format", WAYS);
        }
        return iso(3, zone);
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }
}
