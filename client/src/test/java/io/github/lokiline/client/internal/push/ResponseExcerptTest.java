package io.github.lokiline.client.internal.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.internal.http.PushResponse;
import java.net.ConnectException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("promise-12")
class ResponseExcerptTest {

    @Test
    void labelValuesAreNotRepeated() {
        PushResponse response = new PushResponse(
                400, "stream '{user=\"al}ice\\\"\", x=\"y\"}' has label value too long: 'secret', limit: '2048'", 0);

        assertThat(ResponseExcerpt.excerpt(response))
                .isEqualTo("status 400, stream '…' has label value too long: '…', limit: '2048'");
    }

    @Test
    void aLabelSetIsNotRepeatedWhereverItStandsAndWhateverItHolds() {
        PushResponse limit =
                new PushResponse(429, "no more streams, wanted {user=\"al}ice\", note=\"it's\"}, have fewer", 0);
        PushResponse apostrophe = new PushResponse(400, "stream '{user=\"o'brien\"}' has a fault", 0);
        PushResponse cut = new PushResponse(400, "refused {user=\"alice", 0);

        assertThat(ResponseExcerpt.excerpt(limit)).isEqualTo("status 429, no more streams, wanted {…}, have fewer");
        assertThat(ResponseExcerpt.excerpt(apostrophe)).isEqualTo("status 400, stream '…' has a fault");
        assertThat(ResponseExcerpt.excerpt(cut)).isEqualTo("status 400, refused {…}");
    }

    @Test
    void aPageOfAProxyIsCutAndPutOnOneLine() {
        PushResponse response = new PushResponse(502, "<html>\n<body>\r\n" + "x".repeat(100_000), 0);

        assertThat(ResponseExcerpt.excerpt(response))
                .startsWith("status 502, <html> <body> xxx")
                .hasSizeLessThan(300);
    }

    @Test
    void noAnswerSaysWhy() {
        assertThat(ResponseExcerpt.excerpt(PushResponse.failed(new ConnectException())))
                .isEqualTo("no answer (ConnectException)");
    }

    @Test
    void theReasonOfTheNetworkIsShownAndNoOther() {
        PushResponse refused = PushResponse.failed(new ConnectException("Connection\nrefused"));
        PushResponse header = PushResponse.failed(new IllegalArgumentException("bad value hunter2"));

        assertThat(ResponseExcerpt.excerpt(refused)).isEqualTo("no answer (ConnectException: Connection refused)");
        assertThat(ResponseExcerpt.excerpt(header)).isEqualTo("no answer (IllegalArgumentException)");
    }
}
