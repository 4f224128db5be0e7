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

/** Can the line be read, where Grafana would read it? Stateless. */
final class ReadBackCheck implements Check {

    private static final String QUERY = "/loki/api/v1/query_range";
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    /** The query looks at a while around the line's time. */
    private static final Duration AROUND = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "read-back";
    }

    @Override
    public boolean isNeeded() {
        return false;
    }

    @Override
    public Finding examine(CheckContext visit) {
        HttpUrl url = url(visit);
        if (!visit.options().readBack()) {
            return Finding.skipped("--no-read-back");
        }
        if (url == null) {
            return Finding.skipped("the url has a path of its own: --query-url can tell where lines are read");
        }
        try {
            return search(visit, url);
        } catch (IOException e) {
            return Finding.warn(
                    "no answer to a query: " + FailureText.text(e), "look into Loki's log; the line is delivered");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.skipped("interrupted");
        }
    }

    private static Finding search(CheckContext visit, HttpUrl url) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long patienceNanos = visit.options().patience().toNanos();
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (true) {
            ServerReply reply = visit.http().get(url);
            long waitedNanos = System.nanoTime() - start;
            if (!reply.isOk()) {
                return unreadable(reply);
            }
            if (isIn(reply, visit.marker())) {
                return Finding.ok("found after " + TimeUnit.NANOSECONDS.toMillis(waitedNanos) + " ms");
            }
            if (waitedNanos >= patienceNanos) {
                return notFound(visit);
            }
            Thread.sleep(pauseMillis);
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
    }

    private static Finding notFound(CheckContext visit) {
        return Finding.fail(
                "delivered, but not found within " + visit.options().patience().toSeconds() + " s",
                "is what is read (--query-url, tenant) the same Loki as what is written? Does block_ingestion_status_code 200"
                        + " drop lines in silence? A larger installation may take longer: --patience 60s");
    }

    private static Finding unreadable(ServerReply reply) {
        if (reply.isHidden()) {
            return Finding.warn(
                    "may not be read with these credentials: " + reply.shown(),
                    "well for an application, which only writes: then use --no-read-back; or --query-url with"
                            + " https://user:password@host of somebody who may read");
        }
        return Finding.fail(
                "the query failed: " + reply.shown(), "look into Loki's log; Grafana will not see lines either");
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

    private static @Nullable HttpUrl url(CheckContext visit) {
        HttpUrl url = visit.target().api(QUERY);
        Instant pushed = visit.pushed();
        if (url == null || pushed == null) {
            return null;
        }
        return url.newBuilder()
                .addQueryParameter("query", visit.query())
                .addQueryParameter("start", nanos(pushed.minus(AROUND)))
                .addQueryParameter("end", nanos(pushed.plus(AROUND)))
                .addQueryParameter("limit", "10")
                .build();
    }

    private static String nanos(Instant time) {
        return time.getEpochSecond() + String.format("%09d", time.getNano());
    }
}
