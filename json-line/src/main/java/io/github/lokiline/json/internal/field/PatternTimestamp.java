package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a time as text, of which only the fraction of the second changes more than once a second. Thread-safe: the parts
 * of the latest second are kept in an immutable object, and a race costs formatting them again.
 *
 * <pre>{@code
 * "2025-11-20T10:30:45.   123      Z"
 *  head                   fraction tail
 * }</pre>
 */
public final class PatternTimestamp implements TimestampFormat {
    private static final int NANO_DIGITS = 9;

    private final DateTimeFormatter head;
    private final int fractionDigits;
    private final int divisor;
    private final DateTimeFormatter tail;
    private volatile @Nullable Second latest;

    public PatternTimestamp(Parts pattern, ZoneId zone) {
        this.head = pattern.head().withZone(zone);
        this.fractionDigits = pattern.fractionDigits();
        this.tail = pattern.tail().withZone(zone);
        int power = 1;
        for (int i = fractionDigits; i < NANO_DIGITS; i++) {
            power *= 10;
        }
        this.divisor = power;
    }

    @Override
    public void write(long epochSecond, int nano, Utf8JsonWriter out) {
        Second second = latest;
        if (second == null || second.epochSecond() != epochSecond) {
            second = format(epochSecond);
            latest = second;
        }
        out.separate();
        out.raw(second.head());
        if (fractionDigits > 0) {
            out.digits(nano / divisor, fractionDigits);
        }
        out.raw(second.tail());
    }

    private Second format(long epochSecond) {
        Instant instant = Instant.ofEpochSecond(epochSecond);
        byte[] opened = AsciiConstants.quoted(head.format(instant));
        byte[] closed = AsciiConstants.quoted(tail.format(instant));
        return new Second(
                epochSecond, Arrays.copyOf(opened, opened.length - 1), Arrays.copyOfRange(closed, 1, closed.length));
    }

    /**
     * The parts of a format.
     *
     * @param head before the fraction
     * @param fractionDigits 0 to 9; 0 when there is no fraction
     * @param tail after the fraction
     */
    public record Parts(DateTimeFormatter head, int fractionDigits, DateTimeFormatter tail) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Second(long epochSecond, byte[] head, byte[] tail) {}
}
