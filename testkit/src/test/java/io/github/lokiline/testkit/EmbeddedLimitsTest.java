package io.github.lokiline.testkit;

import static io.github.lokiline.testkit.Protobuf.entry;
import static io.github.lokiline.testkit.Protobuf.stream;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loki's rules under limits that a real one would have to be configured for, by a clock that is moved by hand. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EmbeddedLimitsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Stands until it is moved. Owned by the test. */
    private static final class ManualClock implements InstantSource {
        private volatile Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        void move(Duration by) {
            now = now.plus(by);
        }
    }

    private final ManualClock clock = new ManualClock();
    private final EmbeddedLoki loki = EmbeddedLoki.builder().clock(clock).start();
    private final LokiCaller caller = new LokiCaller(loki.url());

    @AfterEach
    void close() {
        loki.close();
    }

    @Test
    void measuresAgeByItsClock() {
        assertThat(push("a", at(ofDays(-7)), "oldest").statusCode()).isEqualTo(204);
        assertThat(push("b", at(ofDays(-7)) - 1, "older").body())
                .isEqualTo(
                        "entry for stream '{app=\"b\", service_name=\"b\"}' has timestamp too old: 2025-12-24T23:59:59Z,"
                                + " oldest acceptable timestamp is: 2025-12-25T00:00:00Z\n");
        assertThat(push("c", at(ofMinutes(10)), "newest").statusCode()).isEqualTo(204);
        assertThat(push("d", at(ofMinutes(10)) + 1, "newer").body())
                .isEqualTo(
                        "entry for stream '{app=\"d\", service_name=\"d\"}' has timestamp too new: 2026-01-01T00:10:00Z\n");

        clock.move(Duration.ofNanos(1));

        assertThat(push("d", at(ofMinutes(10)), "newer").statusCode()).isEqualTo(204);
        assertThat(push("e", at(ofDays(-7)) - 1, "older").statusCode()).isEqualTo(400);
    }

    @Test
    void takesAnyAgeWhenToldSo() {
        loki.limits(Limits.defaults().maxAge(Duration.ZERO));

        assertThat(push("a", at(ofDays(-700)), "ancient").statusCode()).isEqualTo(204);
    }

    @Test
    void narrowsTheWindowBehindTheNewestEntry() {
        loki.limits(Limits.defaults().maxBehindNewest(ofMinutes(1)));
        push("a", at(Duration.ZERO), "newest");

        assertThat(push("a", at(ofMinutes(-1)), "in time").statusCode()).isEqualTo(204);
        assertThat(push("a", at(ofMinutes(-1)) - 1, "behind").statusCode()).isEqualTo(400);
        assertThat(push("b", at(ofHours(-5)), "another stream").statusCode()).isEqualTo(204);
    }

    @Test
    void listsTenFailuresAtMost() {
        push("a", at(Duration.ZERO), "newest");
        byte[][] late = new byte[12][];
        for (int i = 0; i < late.length; i++) {
            late[i] = entry(at(ofHours(-2)) + i, "late");
        }

        HttpResponse<String> answer = caller.pushProtobuf(stream("{app=\"a\"}", late));

        assertThat(answer.body().lines().filter(line -> line.startsWith("entry with timestamp")))
                .hasSize(10);
        assertThat(answer.body()).contains("total ignored: 12 out of 12 for stream");
    }

    @Test
    void refusesTheTenantAboveItsRateAsAWholeAndTakesNoTokensForIt() {
        loki.limits(Limits.defaults().ingestionRate(1000, 2000));

        assertThat(push("a", at(Duration.ZERO), "x".repeat(2000)).statusCode()).isEqualTo(204);
        HttpResponse<String> refused = push("a", at(Duration.ZERO) + 1, "y".repeat(500));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body())
                .isEqualTo("ingestion rate limit exceeded for user fake (limit: 1000 bytes/sec) while attempting to"
                        + " ingest '1' lines totaling '500' bytes, reduce log volume or contact your Loki administrator"
                        + " to see if the limit can be increased\n");
        clock.move(Duration.ofMillis(500));
        assertThat(push("a", at(Duration.ZERO) + 1, "y".repeat(500)).statusCode())
                .isEqualTo(204);
        assertThat(push("a", at(Duration.ZERO) + 2, "z").statusCode()).isEqualTo(429);
    }

    @Test
    void countsMetadataButNotLabelsNorTheDetectedLevelAgainstTheRate() {
        loki.limits(Limits.defaults().ingestionRate(1, 10));

        HttpResponse<String> exact = caller.pushProtobuf(
                stream("{app=\"long value\"}", entry(at(Duration.ZERO), "12345", Map.of("k", "2345"))));

        assertThat(exact.statusCode()).isEqualTo(204);
    }

    @Test
    void refusesOneStreamTooManyAndHidesItBehindALaterGoodOne() {
        loki.limits(Limits.defaults().maxStreams(2));
        push("a", at(Duration.ZERO), "1");
        push("b", at(Duration.ZERO), "2");

        HttpResponse<String> shown = push("c", at(Duration.ZERO), "3");
        HttpResponse<String> hidden = caller.pushProtobuf(
                stream("{app=\"c\"}", entry(at(Duration.ZERO), "3")),
                stream("{app=\"a\"}", entry(at(Duration.ZERO) + 1, "4")));

        assertThat(shown.statusCode()).isEqualTo(429);
        assertThat(shown.body())
                .isEqualTo("maximum active stream limit exceeded when trying to create stream {app=\"c\","
                        + " service_name=\"c\"}, reduce the number of active streams (reduce labels or reduce label"
                        + " values), or contact your Loki administrator to see if the limit can be increased, user:"
                        + " 'fake'\n");
        assertThat(hidden.statusCode()).isEqualTo(204);
        assertThat(loki.lines()).containsExactly("1", "4", "2");
    }

    @Test
    void freesAStreamsPlaceWhenItWasIdle() {
        loki.limits(Limits.defaults().maxStreams(1));
        push("a", at(Duration.ZERO), "1");

        clock.move(ofMinutes(30));
        assertThat(push("b", at(ofMinutes(30)), "2").statusCode()).isEqualTo(429);
        clock.move(ofSeconds(1));

        assertThat(push("b", at(ofMinutes(30)), "2").statusCode()).isEqualTo(204);
        assertThat(push("a", at(ofMinutes(30)), "3").statusCode()).isEqualTo(429);
    }

    @Test
    void refusesAStreamAboveItsRateAsAWholeWhenStreamsAreSharded() {
        loki.limits(Limits.defaults().perStreamRate(1024, 2048));

        HttpResponse<String> answer = caller.pushProtobuf(stream(
                "{app=\"a\"}",
                entry(at(Duration.ZERO), "x".repeat(1024)),
                entry(at(Duration.ZERO) + 1, "y".repeat(1025))));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body())
                .startsWith("entry with timestamp 2026-01-01 00:00:00 +0000 UTC ignored, reason: 'Per stream rate limit"
                        + " exceeded (limit: 1KB/sec) while attempting to ingest for stream '{app=\"a\","
                        + " service_name=\"a\"}' totaling 1KB, consider splitting a stream via additional labels or"
                        + " contact your Loki administrator to see if the limit can be increased',\n")
                .contains("entry with timestamp 2026-01-01 00:00:00.000000001 +0000 UTC ignored")
                .contains("totaling 1025B")
                .endsWith("user 'fake', total ignored: 2 out of 2 for stream: {app=\"a\", service_name=\"a\"}\n");
        assertThat(loki.entries()).isEmpty();
    }

    @Test
    void storesWhatFitsOfAStreamWhenStreamsAreNotSharded() {
        loki.limits(Limits.defaults().perStreamRate(1024, 2048).shardStreams(false));

        HttpResponse<String> answer = caller.pushProtobuf(stream(
                "{app=\"a\"}",
                entry(at(Duration.ZERO), "x".repeat(1500)),
                entry(at(Duration.ZERO) + 1, "y".repeat(1500)),
                entry(at(Duration.ZERO) + 2, "z".repeat(500))));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("total ignored: 1 out of 3");
        assertThat(loki.lines()).containsExactly("x".repeat(1500), "z".repeat(500));
    }

    @Test
    void blocksIngestionUntilTheHourAndWithTheStatusConfigured() {
        loki.limits(Limits.defaults().blockedUntil(START.plus(ofHours(1))));

        HttpResponse<String> blocked = push("a", at(Duration.ZERO), "x");
        assertThat(blocked.statusCode()).isEqualTo(260);
        assertThat(blocked.body())
                .isEqualTo("ingestion blocked for user 'fake' until '2026-01-01T01:00:00Z' with status code '260'\n");
        assertThat(push("a", at(ofDays(-8)), "x").statusCode()).isEqualTo(260);
        assertThat(caller.pushProtobuf(
                                stream("{app=\"a\"}", entry(at(Duration.ZERO), "x")),
                                stream("{a=\"1\", a=\"2\"}", entry(at(Duration.ZERO), "x")))
                        .statusCode())
                .isEqualTo(400);
        loki.limits(Limits.defaults().blockedUntil(START.plus(ofHours(1))).blockedStatus(200));
        assertThat(push("a", at(Duration.ZERO), "x").statusCode()).isEqualTo(204);
        assertThat(loki.entries()).isEmpty();
        clock.move(ofHours(1));
        assertThat(push("a", at(Duration.ZERO), "x").statusCode()).isEqualTo(204);
        assertThat(loki.entries()).hasSize(1);
    }

    @Test
    void cutsLongLinesWhenToldSo() {
        loki.limits(Limits.defaults().maxLineBytes(5).truncateLines(true));

        assertThat(push("a", at(Duration.ZERO), "1234\u00e95").statusCode()).isEqualTo(204);

        assertThat(loki.lines()).containsExactly("1234\ufffd");
    }

    @Test
    void missesEnforcedLabels() {
        loki.limits(Limits.defaults().enforcedLabels("env", "app", "team"));

        assertThat(push("a", at(Duration.ZERO), "x").body())
                .isEqualTo("missing required labels 'env,team' for user 'fake' for stream '{app=\"a\","
                        + " service_name=\"a\"}' (policy: '')\n");
    }

    @Test
    void insistsOnALabelWhenServiceNamesAreNotDiscovered() {
        loki.limits(Limits.defaults().discoverServiceName());

        assertThat(caller.pushProtobuf(stream("{}", entry(at(Duration.ZERO), "x")))
                        .body())
                .isEqualTo("error at least one label pair is required per stream\n");
        push("a", at(Duration.ZERO), "x");
        assertThat(loki.entries().get(0).labels()).isEqualTo(Map.of("app", "a"));
    }

    @Test
    void addsNoLevelWhenToldSo() {
        loki.limits(Limits.defaults().discoverLevels(false));

        push("a", at(Duration.ZERO), "an error");

        assertThat(loki.entries().get(0).metadata()).isEmpty();
    }

    @Test
    void movesEqualTimesApartWhenToldSo() {
        loki.limits(Limits.defaults().incrementDuplicateTimestamps(true));

        caller.pushProtobuf(stream(
                "{app=\"a\"}",
                entry(at(Duration.ZERO), "x"),
                entry(at(Duration.ZERO), "y"),
                entry(at(Duration.ZERO), "y")));

        assertThat(loki.entries())
                .extracting(StoredEntry::timestampNanos)
                .containsExactly(at(Duration.ZERO), at(Duration.ZERO), at(Duration.ZERO) + 1);
    }

    @Test
    void boundsTheBodyAsSentAndAsDecoded() {
        byte[] json = "{\"streams\":[]}          ".getBytes(StandardCharsets.UTF_8);
        LokiCaller gzipped = caller.with("Content-Type", "application/json").with("Content-Encoding", "gzip");

        loki.limits(Limits.defaults().maxBodyBytes(10));
        assertThat(caller.pushJson("{\"streams\":[]}").statusCode()).isEqualTo(413);
        assertThat(caller.pushJson("{\"streams\":[]}").body())
                .isEqualTo("request body too large: message size too large than max (14 vs 10)\n");
        loki.limits(Limits.defaults().maxDecodedBytes(20));
        assertThat(gzipped.post(LokiCaller.PUSH, LokiCaller.gzip(json)).body())
                .isEqualTo("request body too large: decompressed message size too large than max (21 vs 20)\n");
        assertThat(push("a", at(Duration.ZERO), "longer than twenty bytes").statusCode())
                .isEqualTo(413);
        loki.limits(Limits.defaults());
        assertThat(gzipped.post(LokiCaller.PUSH, LokiCaller.gzip(json)).statusCode())
                .isEqualTo(422);
    }

    @Test
    void limitsOneTenantAndNotAnother() {
        try (EmbeddedLoki two = EmbeddedLoki.builder()
                .tenants(true)
                .clock(clock)
                .limits("small", Limits.defaults().maxLineBytes(1))
                .start()) {
            LokiCaller both = new LokiCaller(two.url());
            byte[] stream = stream("{app=\"a\"}", entry(at(Duration.ZERO), "four"));

            assertThat(List.of(
                            both.with("X-Scope-OrgID", "small")
                                    .pushProtobuf(stream)
                                    .statusCode(),
                            both.with("X-Scope-OrgID", "large:key=value")
                                    .pushProtobuf(stream)
                                    .statusCode()))
                    .containsExactly(400, 204);
            assertThat(two.entries("large")).hasSize(1);
        }
    }

    private static long at(Duration fromStart) {
        return GoTimeFormat.nanos(START.plus(fromStart));
    }

    private HttpResponse<String> push(String app, long timestampNanos, String line) {
        return caller.pushProtobuf(stream("{app=\"" + app + "\"}", entry(timestampNanos, line)));
    }
}
