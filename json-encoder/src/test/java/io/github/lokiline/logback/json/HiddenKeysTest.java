package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("promise-12")
class HiddenKeysTest {
    private final JsonEncoder encoder = new JsonEncoder();

    @Test
    void hidesWhatLinesHide() {
        start();

        assertThat(encoder.hides("access_token")).isTrue();
        assertThat(encoder.hides("X-Api-Key")).isTrue();
        assertThat(encoder.hides("token_count")).isFalse();
    }

    @Test
    void followsRedactKeys() {
        encoder.addRedactKeys("+iban");
        start();

        assertThat(encoder.hides("customer.iban")).isTrue();
        assertThat(encoder.hides("password")).isTrue();
    }

    private void start() {
        encoder.setContext(new LoggerContext());
        encoder.start();
    }
}
