package io.github.lokiline.testkit.internal.ingest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats times as in Loki's errors. Stateless, thread-safe. */
public final class GoTimeFormat {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter RFC3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private GoTimeFormat() {}

    /** {@code 2026-11-21T03:00:00Z}. */
    public static String rfc3339(long nanos) {
        return RFC3339.format(instant(nanos));
    }

    /** {@code 2026-11-21 03:00:00.5 +0000 UTC}: no zeros at the end of the fraction. */
    public static String string(long nanos) {
        long fraction = nanos == Long.MIN_VALUE ? 0 : Math.floorMod(nanos, NANOS_PER_SECOND);
        String digits = String.format(Locale.ROOT, ".%09d", fraction).replaceAll("\\.?0+$", "");
        return SECONDS.format(instant(nanos)) + digits + " +0000 UTC";
    }

    public static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    }

    private static Instant instant(long nanos) {
        // the minimum represents an entry without a time, which Go shows as the year 1
        return nanos == Long.MIN_VALUE ? Instant.parse("0001-01-01T00:00:00Z") : Instant.ofEpochSecond(0, nanos);
    }
}
