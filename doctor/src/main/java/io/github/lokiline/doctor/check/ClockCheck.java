package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.server.ServerReply;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Compares this machine's clock with the server's, because a line has the time of the machine that logs. Stateless.
 */
final class ClockCheck implements Check {

    /** Larger than the resolution of {@code Date}, one second, plus the response time. */
    private static final Duration NOTICEABLE = Duration.ofSeconds(5);

    /** The default of Loki's {@code creation_grace_period}. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    /** The default of Loki's {@code reject_old_samples_max_age}. */
    private static final Duration TOO_OLD = Duration.ofDays(7);

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public boolean isPrerequisite() {
        return false;
    }

    @Override
    public Finding examine(CheckContext context) {
        ServerReply reply = context.lastReply();
        Instant server = reply == null ? null : time(reply.date());
        if (reply == null || server == null) {
            return Finding.skipped("the response has no Date header");
        }
        Instant here = reply.asked().plus(reply.took().dividedBy(2));
        return judge(Duration.between(server, here));
    }

    /**
     * Judges a difference.
     *
     * @param ahead this machine's time minus the server's; negative if this clock is behind
     */
    private static Finding judge(Duration ahead) {
        if (ahead.compareTo(GRACE) > 0) {
            return Finding.fail(
                    "this machine's clock is " + summary(ahead)
                            + " ahead: Loki refuses entries more than 10 m in the future",
                    "set the clock (NTP)");
        }
        if (ahead.negated().compareTo(TOO_OLD) > 0) {
            return Finding.fail(
                    "this machine's clock is " + summary(ahead.negated())
                            + " behind: Loki refuses entries older than 7 d",
                    "set the clock (NTP)");
        }
        if (ahead.abs().compareTo(NOTICEABLE) > 0) {
            return Finding.warn(
                    "this machine's clock is " + summary(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead"),
                    "set the clock (NTP): lines of several machines are not in order and appear at the wrong time;"
                            + " Loki refuses entries more than 10 m in the future");
        }
        return Finding.ok("within " + NOTICEABLE.toSeconds() + " s of the server's");
    }

    private static String summary(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200
                ? seconds / 60 + " m"
                : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    private static @Nullable Instant time(@Nullable String date) {
        try {
            return date == null
                    ? null
                    : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
