package io.github.lokiline.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.internal.engine.ManualClock;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OAuthTokensTest {

    private static final OAuthConfig CONFIG = new OAuthConfig("http://login.example/token?x=1", "orders", "s3cret", "");

    private final ManualClock clock = new ManualClock();
    private final Deque<String> answers = new ArrayDeque<>();
    private final OAuthTokens tokens =
            new OAuthTokens(CONFIG, new RateLimitedReporter(DeliveryListener.NONE, clock), clock::nanos);
    private int fetches;

    @Test
    void aTokenIsUsedUntilHalfAMinuteBeforeItExpires() throws Exception {
        answers.addAll(List.of(answer("one", 3600), answer("two", 3600)));

        assertThat(header()).isEqualTo("Bearer one");
        clock.advance(Duration.ofSeconds(3569));
        assertThat(header()).isEqualTo("Bearer one");
        clock.advance(Duration.ofSeconds(1));
        assertThat(header()).isEqualTo("Bearer two");
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void aShortLivedTokenIsUsedForHalfOfItsLife() throws Exception {
        answers.addAll(List.of(answer("one", 20), answer("two", 20)));

        assertThat(header()).isEqualTo("Bearer one");
        clock.advance(Duration.ofSeconds(9));
        assertThat(header()).isEqualTo("Bearer one");
        clock.advance(Duration.ofSeconds(1));
        assertThat(header()).isEqualTo("Bearer two");
    }

    @Test
    void aTokenWithoutALifeIsUsedForMinutes() throws Exception {
        answers.addAll(List.of("{\"access_token\":\"one\"}", "{\"access_token\":\"two\"}"));

        assertThat(header()).isEqualTo("Bearer one");
        clock.advance(Duration.ofMinutes(4));
        assertThat(header()).isEqualTo("Bearer one");
        clock.advance(Duration.ofMinutes(1));
        assertThat(header()).isEqualTo("Bearer two");
    }

    @Test
    void onlyTheTokenThatWasRefusedIsForgotten() throws Exception {
        answers.addAll(List.of(answer("one", 3600), answer("two", 3600)));
        String first = header();

        tokens.forget("Bearer older");
        assertThat(header()).isEqualTo(first);
        tokens.forget(first);
        assertThat(header()).isEqualTo("Bearer two");
    }

    @Test
    void escapesInTheAnswerAreDecoded() throws Exception {
        answers.add(
                "{\"token_type\":\"bearer\",\n \"access_token\" : \"a\\/b\\u002Bc\\u003d=\", \"expires_in\":\"60\"}");

        assertThat(header()).isEqualTo("Bearer a/b+c==");
    }

    @Test
    void aTokenMayBeAsLongAsAnAnswer() throws Exception {
        String token = "x".repeat(60 * 1024);
        answers.add(answer(token, 3600));

        assertThat(header()).isEqualTo("Bearer " + token);
    }

    @Test
    @Tag("promise-12")
    void aFailureNamesTheErrorButNoSecret() {
        answers.addAll(
                List.of("400 {\"error\":\"invalid_scope\",\"error_description\":\"s3cret\"}", "<html>sign in</html>"));

        assertThatThrownBy(this::header)
                .isInstanceOf(OAuthTokens.OAuthException.class)
                .hasMessage("no OAuth token: status 400, invalid_scope");
        assertThatThrownBy(this::header).hasMessage("no OAuth token: status 200, no access_token");
        assertThatThrownBy(this::header)
                .hasMessage("no OAuth token: ConnectException")
                .hasCauseInstanceOf(ConnectException.class);
        assertThat(CONFIG.toString()).doesNotContain("s3cret");
    }

    @Test
    void nobodyFetchesATokenWhoseTimeIsOver() {
        assertThatThrownBy(() -> tokens.header(new Answering(), System.nanoTime()))
                .isInstanceOf(OAuthTokens.OAuthException.class)
                .hasMessage("no OAuth token in time");
        assertThat(fetches).isZero();
    }

    private String header() throws IOException, InterruptedException {
        return tokens.header(
                new Answering(), System.nanoTime() + Duration.ofSeconds(1).toNanos());
    }

    private static String answer(String token, int seconds) {
        return "{\"access_token\":\"" + token + "\",\"expires_in\":" + seconds + "}";
    }

    /** Answers with the next text, with the status in front of it if there is one; refuses when there is none left. */
    private final class Answering implements HttpTransport {

        @Override
        public PushResponse post(HttpPost post) throws IOException {
            fetches++;
            String answer = answers.poll();
            if (answer == null) {
                throw new ConnectException("refused");
            }
            return answer.startsWith("400 ")
                    ? new PushResponse(400, answer.substring(4), 0)
                    : new PushResponse(200, answer, 0);
        }

        @Override
        public void close() {}
    }
}
