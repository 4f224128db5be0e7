package io.github.lokiline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.doctor.Visitor.Result;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.LokiExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests the checks of the server, of access and of the clock. */
@ExtendWith(LokiExtension.class)
class AccessTest {

    @Test
    void allIsWellWithALokiThatIsWell(EmbeddedLoki loki) {
        Result result = Visitor.withUrl(loki.url());

        assertThat(result.exit()).as(result.text()).isZero();
        assertThat(result.of("server")).startsWith("ok").contains("Loki 3.7", "ready");
        assertThat(result.of("access")).startsWith("ok").contains("/loki/api/v1/push accepts pushes");
        assertThat(result.text()).contains("All checks passed.", "In Grafana");
        assertThat(loki.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.labels()).containsEntry("service_name", "lokiline-doctor");
            assertThat(result.text()).contains("{service_name=\"lokiline-doctor\"} |= `");
        });
    }

    @Test
    void aTokenOfOAuthIsFetchedAndUsed(EmbeddedLoki loki, @TempDir Path folder) {
        Gateway.Rule gate = request -> {
            if (request.path().endsWith("/token")) {
                return Gateway.answer(200, "{\"access_token\":\"t-1\",\"expires_in\":60}");
            }
            return request.header("Authorization").equals("Bearer t-1") ? "" : Gateway.answer(401, "who are you?");
        };
        try (Gateway gateway = Gateway.before(loki, gate)) {
            Result result = Visitor.withAppender(folder, oauth(gateway));

            assertThat(result.exit()).as(result.text()).isZero();
            assertThat(result.of("access")).contains("a token for the OAuth client app");
            assertThat(result.text()).doesNotContain("s3cret", "t-1");
        }
    }

    @Test
    void aTokenThatIsNotGivenEndsTheWay(EmbeddedLoki loki, @TempDir Path folder) {
        try (Gateway gateway = Gateway.before(
                loki,
                request -> request.path().endsWith("/token")
                        ? Gateway.answer(401, "{\"error\":\"invalid_client\"}")
                        : "")) {
            assertThat(Visitor.withAppender(folder, oauth(gateway)).text())
                    .contains("no token of oauthTokenUrl: status 401", "check oauthClientId");
        }
    }

    private static String oauth(Gateway gateway) {
        return "<url>" + gateway.url() + "</url><oauthTokenUrl>" + gateway.url() + "/token</oauthTokenUrl>"
                + "<oauthClientId>app</oauthClientId><oauthClientSecret>s3cret</oauthClientSecret>";
    }

    @Test
    void anUnreadyLokiIsWarnedOf(EmbeddedLoki loki) {
        loki.ready(false);

        assertThat(Visitor.withUrl(loki.url()).of("server")).startsWith("warn").contains("is not ready", "503");
    }

    @Test
    void anOldLokiIsWarnedOf(EmbeddedLoki loki) {
        try (Gateway gateway = Gateway.before(
                loki,
                request ->
                        request.path().endsWith("/buildinfo") ? Gateway.answer(200, "{\"version\":\"2.8.11\"}") : "")) {
            assertThat(Visitor.withUrl(gateway.url()).of("server"))
                    .startsWith("warn")
                    .contains("older than 2.9");
        }
    }

    @Test
    void aGatewayMayHideWhoIsBehindIt(EmbeddedLoki loki) {
        try (Gateway gateway = Gateway.before(
                loki,
                request -> request.path().contains("/push") || request.path().contains("/query_range")
                        ? ""
                        : Gateway.answer(404, "nothing here"))) {
            Result result = Visitor.withUrl(gateway.url());

            assertThat(result.of("server")).startsWith("skipped").contains("a gateway hides");
            assertThat(result.of("limits")).startsWith("skipped");
            assertThat(result.exit()).as(result.text()).isZero();
        }
    }

    @Test
    void anotherServerIsNotTakenForLoki(EmbeddedLoki loki) {
        try (Gateway gateway =
                Gateway.before(loki, request -> Gateway.answer(200, "<html>Welcome to Grafana</html>"))) {
            Result result = Visitor.withUrl(gateway.url(), "--patience", "100ms");

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.of("server")).startsWith("warn").contains("does not look like Loki's", "Grafana");
            assertThat(result.of("access")).startsWith("warn").contains("status 200", "is this server Loki?");
            assertThat(result.status("push")).isEqualTo("FAIL");
        }
    }

    @Test
    void aServerThatSaysNothingEndsTheWay(EmbeddedLoki loki) {
        try (Gateway gateway = Gateway.changingHeads(loki, answer -> "")) {
            Result result = Visitor.withUrl(gateway.url());

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.of("server")).startsWith("FAIL").contains("no response to /ready");
        }
    }

    @Test
    void aMissingTenantIsTold() {
        try (EmbeddedLoki loki = EmbeddedLoki.builder().tenants(true).start()) {
            Result result = Visitor.withUrl(loki.url());

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.of("access")).startsWith("FAIL").contains("no org id", "set tenantId (LOKI_TENANT)");
            assertThat(loki.entries()).isEmpty();
        }
    }

    @Test
    void aTenantIsSentAlongAllTheWay() {
        try (EmbeddedLoki loki = EmbeddedLoki.builder().tenants(true).start()) {
            Result result = Visitor.withVariables(Map.of("LOKI_URL", loki.url(), "LOKI_TENANT", "team-a"));

            assertThat(result.exit()).as(result.text()).isZero();
            assertThat(loki.entries("team-a")).hasSize(1);
        }
    }

    @Test
    void aTenantThatLokiDoesNotTakeIsTold(EmbeddedLoki loki) {
        try (Gateway gateway = Gateway.before(
                loki, request -> request.isPush() ? Gateway.answer(400, "multiple org IDs present\n") : "")) {
            Result result = Visitor.withVariables(Map.of("LOKI_URL", gateway.url(), "LOKI_TENANT", "a"));

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.of("access"))
                    .startsWith("FAIL")
                    .contains("tenant a", "multiple org IDs", "correct tenantId");
        }
    }

    @Test
    void wrongCredentialsAreToldWithoutShowingThem(EmbeddedLoki loki) {
        String right = "Basic " + base64("ann:right-password");
        try (Gateway gateway = Gateway.before(
                loki,
                request -> request.header("Authorization").equals(right)
                        ? ""
                        : Gateway.answer(401, "not with " + request.header("Authorization") + " nor wrong-password"))) {
            Result without = Visitor.withUrl(gateway.url());
            Result wrong = Visitor.withVariables(
                    Map.of("LOKI_URL", gateway.url(), "LOKI_USERNAME", "ann", "LOKI_PASSWORD", "wrong-password"));
            Result good = Visitor.withVariables(
                    Map.of("LOKI_URL", gateway.url(), "LOKI_USERNAME", "ann", "LOKI_PASSWORD", "right-password"));

            assertThat(without.of("access")).startsWith("FAIL").contains("no credentials", "LOKI_USERNAME");
            assertThat(wrong.of("access")).startsWith("FAIL").contains("the password of ann", "wrong or expired");
            assertThat(wrong.text()).doesNotContain("wrong-password", base64("ann:wrong-password"));
            assertThat(good.exit()).as(good.text()).isZero();
            assertThat(good.text()).doesNotContain("right-password");
        }
    }

    @Test
    void credentialsOfTheUrlAreUsedAndNotShown(EmbeddedLoki loki) {
        String right = "Basic " + base64("ann:p@ss of ann");
        try (Gateway gateway = Gateway.before(
                loki, request -> request.header("Authorization").equals(right) ? "" : Gateway.answer(401, "no"))) {
            Result result = Visitor.withUrl(gateway.url("ann:p%40ss%20of%20ann@127.0.0.1"));

            assertThat(result.exit()).as(result.text()).isZero();
            assertThat(result.text()).doesNotContain("p%40ss", "p@ss");
        }
    }

    @Test
    void aTokenIsUsedAndNotShown(EmbeddedLoki loki) {
        try (Gateway gateway = Gateway.before(
                loki,
                request -> request.header("Authorization").equals("Bearer the-token-1")
                        ? ""
                        : Gateway.answer(401, "no"))) {
            Result result = Visitor.withVariables(Map.of("LOKI_URL", gateway.url(), "LOKI_TOKEN", "the-token-1"));

            assertThat(result.exit()).as(result.text()).isZero();
            assertThat(result.of("access")).contains("a bearer token");
            assertThat(result.text()).doesNotContain("the-token-1");
        }
    }

    @Test
    void credentialsWithoutTheRightAreTold(EmbeddedLoki loki) {
        try (Gateway gateway =
                Gateway.before(loki, request -> request.isPush() ? Gateway.answer(403, "read only") : "")) {
            Result result = Visitor.withUrl(gateway.url());

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.of("access")).startsWith("FAIL").contains("403", "read only", "permission to push");
            assertThat(result.status("push")).isEqualTo("skipped");
        }
    }

    @Test
    void aWrongPathIsTold(EmbeddedLoki loki) {
        Result result = Visitor.withUrl(loki.url() + "/logs");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.of("server")).startsWith("skipped").contains("the url has a path");
        assertThat(result.of("access")).startsWith("FAIL").contains("/logs: status 404", "/loki/api/v1/push");
    }

    @Test
    void aRedirectIsToldWithWhereItLeads(EmbeddedLoki loki) {
        try (Gateway gateway = Gateway.before(
                loki, request -> Gateway.answer(302, "", "Location: https://login.example/?return=secret-place"))) {
            Result result = Visitor.withUrl(gateway.url());

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.of("access"))
                    .startsWith("FAIL")
                    .contains("status 302", "https://login.example/?***")
                    .doesNotContain("secret-place");
        }
    }

    @Test
    void aServerInTroubleIsTold(EmbeddedLoki loki) {
        try (Gateway gateway =
                Gateway.before(loki, request -> request.isPush() ? Gateway.answer(500, "empty ring") : "")) {
            assertThat(Visitor.withUrl(gateway.url()).of("access"))
                    .startsWith("FAIL")
                    .contains("empty ring", "its log");
        }
    }

    @Test
    void clocksThatAgreeAreWell(EmbeddedLoki loki) {
        assertThat(Visitor.withUrl(loki.url()).of("clock")).startsWith("ok");
    }

    @Test
    void aClockThatIsAMinuteOffIsWarnedOf(EmbeddedLoki loki) {
        try (Gateway gateway = Gateway.changingHeads(loki, answer -> withClock(answer, 60))) {
            Result result = Visitor.withUrl(gateway.url());

            assertThat(result.of("clock"))
                    .startsWith("warn")
                    .containsPattern("\\d+ s behind")
                    .contains("NTP");
            assertThat(result.exit()).as(result.text()).isZero();
        }
    }

    @Test
    void aClockThatLokiWouldNotTakeFails(EmbeddedLoki loki) {
        try (Gateway gateway = Gateway.changingHeads(loki, answer -> withClock(answer, -3630))) {
            Result result = Visitor.withUrl(gateway.url());

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.of("clock")).startsWith("FAIL").contains("60 m ahead", "10 m in the future");
        }
        try (Gateway gateway = Gateway.changingHeads(loki, answer -> withClock(answer, 8 * 86_400))) {
            assertThat(Visitor.withUrl(gateway.url()).of("clock"))
                    .startsWith("FAIL")
                    .contains("behind", "older than 7 d");
        }
    }

    @Test
    void anAnswerWithoutDateSaysNothingOfTheClock(EmbeddedLoki loki) {
        try (Gateway gateway = Gateway.changingHeads(loki, answer -> answer.replaceFirst("(?i)\r\nDate: [^\r]*", ""))) {
            assertThat(Visitor.withUrl(gateway.url()).of("clock")).startsWith("skipped");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A server clock that is this many seconds before the real one. */
    private static String withClock(String answer, long secondsAhead) {
        String date = ZonedDateTime.now(ZoneOffset.UTC)
                .plusSeconds(secondsAhead)
                .format(DateTimeFormatter.RFC_1123_DATE_TIME);
        return answer.replaceFirst("(?i)\r\nDate: [^\r]*", "\r\nDate: " + date);
    }
}
