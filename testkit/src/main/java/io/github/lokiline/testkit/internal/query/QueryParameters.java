package io.github.lokiline.testkit.internal.query;

import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import io.github.lokiline.testkit.internal.logql.MetricQuery;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The parameters of a query's url or form, with Loki's defaults. Immutable. */
final class QueryParameters {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int SECONDS_DIGITS = 10;
    private static final int DEFAULT_LIMIT = 100;
    private static final int DEFAULT_STEPS = 250;
    private static final int MAX_STEPS = 11_000;
    private static final long DEFAULT_SINCE_NANOS = 3600 * NANOS_PER_SECOND;

    private final Map<String, List<String>> parameters = new LinkedHashMap<>();
    private final long nowNanos;

    private QueryParameters(long nowNanos) {
        this.nowNanos = nowNanos;
    }

    static QueryParameters of(@Nullable String rawQuery, String form, long nowNanos) {
        QueryParameters parameters = new QueryParameters(nowNanos);
        parameters.read(rawQuery == null ? "" : rawQuery);
        parameters.read(form);
        return parameters;
    }

    private void read(String encoded) {
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!value.isEmpty()) {
                parameters.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    private String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    String query() {
        return first("query");
    }

    boolean forward() throws RefusedPushException {
        String direction = first("direction");
        if (!direction.isEmpty() && !direction.equalsIgnoreCase("forward") && !direction.equalsIgnoreCase("backward")) {
            throw bad("invalid direction '" + direction + "'");
        }
        return direction.equalsIgnoreCase("forward");
    }

    int limit(int maxEntries) throws RefusedPushException {
        String limit = first("limit");
        int wanted = limit.isEmpty() ? DEFAULT_LIMIT : parseLimit(limit);
        if (wanted <= 0) {
            throw bad("limit must be a positive value");
        }
        if (maxEntries != 0 && wanted > maxEntries) {
            throw bad("max entries limit per query exceeded, limit > max_entries_limit_per_query (" + wanted + " > "
                    + maxEntries + ")");
        }
        return wanted;
    }

    private static int parseLimit(String limit) throws RefusedPushException {
        try {
            return Integer.parseInt(limit);
        } catch (NumberFormatException notANumber) {
            throw bad("strconv.Atoi: parsing \"" + limit + "\": invalid syntax");
        }
    }

    /** Returns {@code start} (default: an hour before the end) to {@code end} (default: now). */
    TimeRange range() throws RefusedPushException {
        refuse("since", "say 'start'");
        // Loki would respond with fewer lines, and a test could pass by mistake.
        refuse("interval", "leave it out");
        refuse("shards", "leave it out");
        long end = time("end", nowNanos);
        long start = time("start", Math.min(end, nowNanos) - DEFAULT_SINCE_NANOS);
        if (end < start) {
            throw bad("end timestamp must not be before or equal to start time");
        }
        return new TimeRange(start, end);
    }

    /** Returns {@code time} of an instant query (default: now). */
    long time() throws RefusedPushException {
        return time("time", nowNanos);
    }

    /** Returns {@code step} of a range query (default: 250 steps, at least one second each). */
    long stepNanos(TimeRange range) throws RefusedPushException {
        String step = first("step");
        long nanos = step.isEmpty()
                ? Math.max(1, (range.endNanos() - range.startNanos()) / NANOS_PER_SECOND / DEFAULT_STEPS)
                        * NANOS_PER_SECOND
                : stepNanos(step);
        if (nanos <= 0) {
            throw bad("zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        if ((range.endNanos() - range.startNanos()) / nanos > MAX_STEPS) {
            throw bad("exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the"
                    + " step parameter");
        }
        return nanos;
    }

    /** Parses seconds or a duration. */
    private static long stepNanos(String step) throws RefusedPushException {
        OptionalLong nanos = step.matches("\\d+(\\.\\d+)?")
                ? OptionalLong.of(new BigDecimal(step).movePointRight(9).longValue())
                : MetricQuery.durationNanos(step);
        if (nanos.isEmpty()) {
            throw bad("cannot parse \"" + step + "\" to a valid duration");
        }
        return nanos.getAsLong();
    }

    private void refuse(String parameter, String wayOut) throws RefusedPushException {
        if (!first(parameter).isEmpty()) {
            throw bad("EmbeddedLoki does not know the parameter '" + parameter + "'; " + wayOut);
        }
    }

    private long time(String name, long otherwise) throws RefusedPushException {
        String text = first(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return nanos(text);
        } catch (ArithmeticException | DateTimeException malformed) {
            throw bad("could not parse '" + name + "' parameter: parsing \"" + text + "\": invalid syntax");
        }
    }

    /** Parses seconds with a fraction, seconds in up to ten digits, nanoseconds, or an RFC 3339 date. */
    private static long nanos(String text) {
        if (text.matches("-?\\d+\\.\\d+")) {
            BigDecimal nanos =
                    new BigDecimal(text).setScale(3, RoundingMode.HALF_UP).movePointRight(9);
            return nanos.longValueExact();
        }
        if (text.matches("-?\\d+")) {
            BigDecimal number = new BigDecimal(text);
            return (text.length() <= SECONDS_DIGITS ? number.movePointRight(9) : number).longValueExact();
        }
        return GoTimeFormat.nanos(OffsetDateTime.parse(text).toInstant());
    }

    private static RefusedPushException bad(String why) {
        return new RefusedPushException(400, why);
    }
}
