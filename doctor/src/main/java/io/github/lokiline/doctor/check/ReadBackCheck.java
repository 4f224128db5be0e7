package io.github.lokiline.doctor.check;

import io.github.lokiline.doctor.server.FailureText;
import io.github.lokiline.doctor.server.LenientJson;
import io.github.lokiline.doctor.server.ServerReply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks that the line can be queried where Grafana would query it. Stateless. */
final class ReadBackCheck implements Check {

    private static final String QUERY = "/loki/api/v1/query_range";
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    /** The time range of the query around the line's time. */
    private static final Duration AROUND = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "read-back";
    }

    @Override
    public boolean isPrerequisite() {
        return false;
    }

    @Override
    public Finding examine(CheckContext context) {
        HttpUrl url = url(context);
        if (!context.options().readBack()) {
            return Finding.skipped("--no-read-back");
        }
        if (url == null) {
            return Finding.skipped(
                    "the url has a path, so the url for queries is unknown;" + " specify it with --query-url");
        }
        try {
            return search(context, url);
        } catch (IOException e) {
            return Finding.warn(
                    "no response to a query: " + FailureText.text(e), "check Loki's log; the line is delivered");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.skipped("interrupted");
        }
    }

    private static Finding search(CheckContext context, HttpUrl url) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long patienceNanos = context.options().patience().toNanos();
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (true) {
            ServerReply reply = context.http().get(url);
            long waitedNanos = System.nanoTime() - start;
            if (!reply.isOk()) {
                return unreadable(reply);
            }
            if (isIn(reply, context.marker())) {
                return Finding.ok("found after " + TimeUnit.NANOSECONDS.toMillis(waitedNanos) + " ms");
            }
            if (waitedNanos >= patienceNanos) {
                return notFound(context);
            }
            Thread.sleep(pauseMillis);
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
    }

    private static Finding notFound(CheckContext context) {
        return Finding.fail(
                "delivered, but not found within "
                        + context.options().patience().toSeconds() + " s",
                "does the query (--query-url, tenant) use the same Loki as the push?"
                        + " Does block_ingestion_status_code 200"
                        + " drop lines silently? A larger installation may take longer: --patience 60s");
    }

    private static Finding unreadable(ServerReply reply) {
        if (reply.isHidden()) {
            return Finding.warn(
                    "these credentials do not allow queries: " + reply.summary(),
                    "this is sufficient for an application, which only writes: use --no-read-back, or --query-url with"
                            + " https://user:password@host and credentials that allow queries");
        }
        return Finding.fail(
                "the query failed: " + reply.summary(), "check Loki's log; queries in Grafana will fail too");
    }

    private static boolean isIn(ServerReply reply, String marker) {
        for (JsonNode stream : LenientJson.read(reply.body()).path("data").path("result")) {
            for (JsonNode value : stream.path("values")) {
                if (value.path(1).asString("").contains(marker)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable HttpUrl url(CheckContext context) {
        HttpUrl url = context.target().api(QUERY);
        Instant pushed = context.pushed();
        if (url == null || pushed == null) {
            return null;
        }
        return url.newBuilder()
                .addQueryParameter("query", context.query())
                .addQueryParameter("start", nanos(pushed.minus(AROUND)))
                .addQueryParameter("end", nanos(pushed.plus(AROUND)))
                .addQueryParameter("limit", "10")
                .build();
    }

    private static String nanos(Instant time) {
        return time.getEpochSecond() + String.format("%09d", time.getNano());
    }
}
