package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.server.ServerReply;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Do this machine's clock and the server's agree? Stateless. A line carries the time of the machine that logs. */
final class ClockCheck implements Check {

    /** {@code Date} has whole seconds, and an answer takes time. */
    private static final Duration NOTICEABLE = Duration.ofSeconds(5);

    /** Loki's {@code creation_grace_period}, unless somebody has changed it. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    /** Loki's {@code reject_old_samples_max_age}, unless somebody has changed it. */
    private static final Duration TOO_OLD = Duration.ofDays(7);

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public boolean isNeeded() {
        return false;
    }

    @Override
    public Finding examine(CheckContext visit) {
        ServerReply reply = visit.lastReply();
        Instant server = reply == null ? null : time(reply.date());
        if (reply == null || server == null) {
            return Finding.skipped("the answer has no Date");
        }
        Instant here = reply.asked().plus(reply.took().dividedBy(2));
        return judge(Duration.between(server, here));
    }

    /** @param ahead how far this machine's clock is before the server's; negative when it is behind */
    private static Finding judge(Duration ahead) {
        if (ahead.compareTo(GRACE) > 0) {
            return Finding.fail(
                    "this machine's clock is " + shown(ahead) + " ahead: Loki refuses what is over 10 m in the future",
                    "set the clock (NTP)");
        }
        if (ahead.negated().compareTo(TOO_OLD) > 0) {
            return Finding.fail(
                    "this machine's clock is " + shown(ahead.negated())
                            + " behind: Loki refuses what is older than 7 d",
                    "set the clock (NTP)");
        }
        if (ahead.abs().compareTo(NOTICEABLE) > 0) {
            return Finding.warn(
                    "this machine's clock is " + shown(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead"),
                    "set the clock (NTP): lines of several machines will not be in order, and not where you look for"
                            + " them; from 10 m ahead on Loki refuses them");
        }
        return Finding.ok("within " + NOTICEABLE.toSeconds() + " s of the server's");
    }

    private static String shown(Duration duration) {
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
