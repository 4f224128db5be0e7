package io.github.lokiline.client.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("promise-12")
class PushUrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3100, http://localhost:3100/loki/api/v1/push",
        "http://localhost:3100/, http://localhost:3100/loki/api/v1/push",
        "'http://localhost:3100 ', http://localhost:3100/loki/api/v1/push",
        "http://localhost:3100/loki/api/v1/push/, http://localhost:3100/loki/api/v1/push",
        "http://localhost:3100//loki/api/v1/push, http://localhost:3100/loki/api/v1/push",
        "HTTPS://logs.example, https://logs.example/loki/api/v1/push",
        "http://loki/my/own/push, http://loki/my/own/push",
        "http://loki/?a=b, http://loki/loki/api/v1/push?a=b",
        "http://[::1]:3100, http://[::1]:3100/loki/api/v1/push",
        "http://my_loki:3100, http://my_loki:3100/loki/api/v1/push",
        "http://user:pw@loki:3100, http://loki:3100/loki/api/v1/push",
    })
    void anEmptyPathMeansLokisOwn(String url, String pushUrl) {
        assertThat(PushUrl.parse(url).pushUrl()).isEqualTo(pushUrl);
    }

    @Test
    void credentialsAreTakenOutAndDecoded() {
        assertThat(PushUrl.parse("https://user:p%40ss@logs.example").userInfo()).isEqualTo("user:p@ss");
        assertThat(PushUrl.parse("https://logs.example").userInfo()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', no scheme",
        "loki:3100, no scheme",
        "localhost, no scheme",
        "ftp://loki, no scheme",
        "http://, not a url",
        "http:///push, no host",
        "http://:3100, no host",
        "http://lo ki, not a url",
        "http://loki:70000, no such port",
        "http://loki:3100/#x, fragment",
    })
    void aWrongUrlSaysWhatIsWrong(String url, String rule) {
        assertThatThrownBy(() -> PushUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule);
    }

    @Test
    void credentialsAndQueryAreMasked() {
        assertThat(PushUrl.masked("https://user:secret@logs.example/push?token=t"))
                .isEqualTo("https://***@logs.example/push?***");
        assertThat(PushUrl.parse("https://user:secret@logs.example").masked())
                .isEqualTo("https://***@logs.example/loki/api/v1/push");
    }

    @Test
    void credentialsOfAWrongUrlAreMaskedToo() {
        assertThat(PushUrl.masked("ada:secret@loki")).isEqualTo("***@loki");
        assertThat(PushUrl.masked("http://u:s3cr?et@host:3100")).isEqualTo("http://***@host:3100");
        assertThat(PushUrl.masked("http://ada:sec/r@et@loki:3100")).isEqualTo("http://***@loki:3100");
        assertThat(PushUrl.masked("ada:secret@loki?x=http://y")).isEqualTo("***@loki?***");
    }
}
