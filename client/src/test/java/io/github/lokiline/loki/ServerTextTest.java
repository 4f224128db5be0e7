package io.github.lokiline.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.loki.internal.http.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("promise-12")
class ServerTextTest {

    @Test
    void labelValuesAreNotRepeated() {
        Response response = new Response(
                400, "stream '{user=\"al}ice\\\"\", x=\"y\"}' has label value too long: 'secret', limit: '2048'", 0);

        assertThat(ServerText.excerpt(response))
                .isEqualTo("status 400, stream '…' has label value too long: '…', limit: '2048'");
    }

    @Test
    void aLabelSetIsNotRepeatedWhereverItStandsAndWhateverItHolds() {
        Response limit = new Response(429, "no more streams, wanted {user=\"al}ice\", note=\"it's\"}, have fewer", 0);
        Response apostrophe = new Response(400, "stream '{user=\"o'brien\"}' has a fault", 0);
        Response cut = new Response(400, "refused {user=\"alice", 0);

        assertThat(ServerText.excerpt(limit)).isEqualTo("status 429, no more streams, wanted {…}, have fewer");
        assertThat(ServerText.excerpt(apostrophe)).isEqualTo("status 400, stream '…' has a fault");
        assertThat(ServerText.excerpt(cut)).isEqualTo("status 400, refused {…}");
    }

    @Test
    void aPageOfAProxyIsCutAndPutOnOneLine() {
        Response response = new Response(502, "<html>\n<body>\r\n" + "x".repeat(100_000), 0);

        assertThat(ServerText.excerpt(response))
                .startsWith("status 502, <html> <body> xxx")
                .hasSizeLessThan(300);
    }

    @Test
    void noAnswerSaysWhy() {
        assertThat(ServerText.excerpt(Response.failed("ConnectException"))).isEqualTo("no answer (ConnectException)");
    }
}
