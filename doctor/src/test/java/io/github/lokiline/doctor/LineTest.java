package io.github.lokiline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.doctor.Visitor.Result;
import io.github.lokiline.doctor.check.LimitsCheck;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Limits;
import io.github.lokiline.testkit.LokiExtension;
import io.github.lokiline.testkit.Misbehaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests the checks of limits, of the pushed line, and of its query. */
@ExtendWith(LokiExtension.class)
class LineTest {

    private static final String[] IMPATIENT = {"--patience", "300ms"};

    @TempDir
    Path folder;

    @Test
    void limitsThatFitAreWell(EmbeddedLoki loki) {
        assertThat(Visitor.withUrl(loki.url()).of("limits"))
                .startsWith("ok")
                .contains("max_line_size 256KB", "max_label_names_per_series 15");
    }

    @Test
    void limitsBelowWhatIsSentAreWarnedOf(EmbeddedLoki loki) {
        loki.limits(Limits.defaults()
                .maxLineBytes(64 * 1024)
                .maxLabelNames(1)
                .maxStreams(20)
                .maxAge(Duration.ofHours(36))
                .ingestionRate(1 << 20, 1 << 19));

        Result result =
                Visitor.withAppender(folder, "<url>" + loki.url() + "</url><labels>service_name=a\nb=c\nd=e</labels>");

        assertThat(result.of("limits"))
                .startsWith("warn")
                .contains(
                        "batchMaxBytes is above ingestion_burst_size_mb (0.5)",
                        "maxLineBytes of the encoder is above max_line_size (64KB)",
                        "<maxLineBytes>65536 B</maxLineBytes>",
                        "2 labels, and max_label_names_per_series is 1",
                        "maxStreams is above max_global_streams_per_user (20)",
                        "maxAge is above reject_old_samples_max_age (36h)");
        assertThat(result.exit()).as(result.text()).isZero();
    }

    @Test
    void limitsAreComparedWithWhatIsConfigured(EmbeddedLoki loki) {
        loki.limits(Limits.defaults().maxLineBytes(64 * 1024).structuredMetadata(false));

        Result result = Visitor.withAppender(
                folder,
                "<url>" + loki.url() + "</url><structuredMetadata>off</structuredMetadata>"
                        + "<encoder class='io.github.lokiline.logback.json.JsonEncoder'>"
                        + "<maxLineBytes>32 KB</maxLineBytes></encoder>");

        assertThat(result.of("limits")).startsWith("ok");
    }

    @Test
    void limitsOfTheTenantComeBeforeThoseOfTheServer(EmbeddedLoki loki) {
        try (Gateway gateway = Gateway.before(
                loki,
                request -> request.path().equals(LimitsCheck.TENANTS)
                        ? Gateway.answer(
                                200,
                                "{\"limits\":{\"max_line_size\":\"1KB\",\"otlp_config\":{}},\"version\":\"3.7.6\"}")
                        : "")) {
            assertThat(Visitor.withUrl(gateway.url()).of("limits"))
                    .startsWith("warn")
                    .contains("max_line_size (1KB)");
        }
    }

    @Test
    void strictOrderIsAskedForWhereLokiNeedsIt(EmbeddedLoki loki) {
        try (Gateway gateway = Gateway.before(
                loki,
                request -> request.path().equals(LimitsCheck.SERVERS)
                        ? Gateway.answer(200, "limits_config:\n  unordered_writes: false\n")
                        : "")) {
            assertThat(Visitor.withUrl(gateway.url()).of("limits"))
                    .startsWith("warn")
                    .contains("set strictOrder to true");
        }
    }

    @Test
    void metadataThatLokiDoesNotTakeIsWarnedOf(EmbeddedLoki loki) {
        loki.limits(Limits.defaults().structuredMetadata(false));

        Result result = Visitor.withUrl(loki.url());

        assertThat(result.of("limits")).startsWith("warn").contains("allow_structured_metadata is false");
        assertThat(result.of("push")).startsWith("warn").contains("Loki takes no structured metadata");
        assertThat(result.status("read-back")).isEqualTo("ok");
        assertThat(result.exit()).as(result.text()).isZero();
    }

    @Test
    void aLineThatIsTurnedDownForGoodFails(EmbeddedLoki loki) {
        loki.limits(Limits.defaults().enforcedLabels("team"));

        Result result = Visitor.withUrl(loki.url());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.of("push")).startsWith("FAIL").contains("refused 1", "missing required labels");
        assertThat(result.status("read-back")).isEqualTo("skipped");
    }

    @Test
    void aLineThatIsNotTakenInTimeFails(EmbeddedLoki loki) {
        loki.always(Misbehaviour.status(503, "The server cannot accept more requests at this time.")
                .when(push -> !push.lines().isEmpty()));

        Result result = Visitor.withUrl(loki.url());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.of("push")).startsWith("FAIL").contains("503", "cannot accept more requests");
    }

    @Test
    void aLineThatIsTakenAndNeverShownFails(EmbeddedLoki loki) {
        loki.always(Misbehaviour.status(204).when(push -> !push.lines().isEmpty()));

        Result result = Visitor.withUrl(loki.url(), IMPATIENT);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.of("push")).startsWith("ok").contains("one line delivered");
        assertThat(result.of("read-back")).startsWith("FAIL").contains("delivered, but not found", "--query-url");
    }

    @Test
    void aLineThatIsShownLateIsWaitedFor(EmbeddedLoki loki) {
        AtomicInteger asked = new AtomicInteger();
        try (Gateway gateway = Gateway.before(
                loki,
                request -> request.path().endsWith("/query_range") && asked.incrementAndGet() < 4
                        ? Gateway.answer(
                                200, "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[]}}")
                        : "")) {
            assertThat(Visitor.withUrl(gateway.url()).of("read-back"))
                    .startsWith("ok")
                    .contains("found after");
            assertThat(asked).hasValue(4);
        }
    }

    @Test
    void credentialsThatMayOnlyWriteAreNoFailure(EmbeddedLoki loki) {
        try (Gateway gateway =
                Gateway.before(loki, request -> request.isPush() ? "" : Gateway.answer(403, "you may only write"))) {
            Result result = Visitor.withUrl(gateway.url());

            assertThat(result.exit()).as(result.text()).isZero();
            assertThat(result.of("read-back")).startsWith("warn").contains("403", "--no-read-back", "--query-url");
            assertThat(Visitor.withUrl(gateway.url(), "--no-read-back").of("read-back"))
                    .startsWith("skipped");
        }
    }

    @Test
    void anotherUserCanReadElsewhere(EmbeddedLoki loki) {
        try (Gateway writing = Gateway.before(
                        loki, request -> request.isPush() ? "" : Gateway.answer(403, "you may only write"));
                Gateway reading = Gateway.before(
                        loki,
                        request -> request.header("Authorization").startsWith("Basic ")
                                ? ""
                                : Gateway.answer(401, "who?"))) {
            Result result =
                    Visitor.withUrl(writing.url(), "--query-url", reading.url("eve:word-of-eve@127.0.0.1") + "/");

            assertThat(result.of("read-back")).startsWith("ok");
            assertThat(result.text()).doesNotContain("word-of-eve");
        }
    }

    @Test
    void aQueryThatFailsFails(EmbeddedLoki loki) {
        try (Gateway gateway = Gateway.before(
                loki, request -> request.path().endsWith("/query_range") ? Gateway.answer(500, "no querier") : "")) {
            Result result = Visitor.withUrl(gateway.url());

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.of("read-back")).startsWith("FAIL").contains("no querier");
        }
    }
}
