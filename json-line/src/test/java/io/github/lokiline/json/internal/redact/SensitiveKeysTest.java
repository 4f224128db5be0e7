package io.github.lokiline.json.internal.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveKeysTest {
    private final SensitiveKeys defaults = SensitiveKeys.of(SensitiveKeys.DEFAULTS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "userPassword",
                "db.password",
                "access_token",
                "accessToken",
                "X-Api-Key",
                "apiKey",
                "APIKey",
                "my.apikey",
                "Authorization",
                "proxy-authorization",
                "Set-Cookie",
                "client_secret",
                "password_",
                "_password",
                "private key",
                "passWord",
                "passPhrase",
                "user_passwords",
                "secrets",
                "clientsecret",
                "secretkey",
                "accesskey",
                "privatekey",
                "accesstoken",
                "refreshToken",
                "tokens",
                "accessTokens",
                "cookies",
                "api_keys"
            })
    void matchesKeysWhoseLastWordsAreAnEntry(String key) {
        assertThat(defaults.matches(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token_count",
                "max_tokens",
                "total.tokens",
                "passwordless",
                "secretary",
                "key",
                "api_key_id",
                "tokenizer",
                ""
            })
    void leavesOtherKeysAlone(String key) {
        assertThat(defaults.matches(key)).isFalse();
    }

    @Test
    void takesAnEntryBehindAnEqualsSignAsTheWholeKey() {
        SensitiveKeys keys = SensitiveKeys.of(List.of("=pin"));

        assertThat(keys.matches("PIN")).isTrue();
        assertThat(keys.matches("card_pin")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"card_number", "cardNumber", "card-number", "Card.Number", "CARD_NUMBER"})
    void comparesEntriesInTheSameWay(String entry) {
        assertThat(SensitiveKeys.of(List.of(entry)).matches("customerCardNumber"))
                .isTrue();
    }
}
