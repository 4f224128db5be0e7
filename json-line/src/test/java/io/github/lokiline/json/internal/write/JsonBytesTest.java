package io.github.lokiline.json.internal.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBytesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "a"          | 3
            ""           | 2
            "a\\"b" ,    | 6
            "a\\\\","b"  | 5
            "{[,:"}      | 6
            """)
    void findsTheEndOfAString(String json, int end) {
        assertThat(JsonBytes.endOfString(json.getBytes(UTF_8), 0, json.length()))
                .isEqualTo(end);
    }

    @Test
    void passesTheEndOfTheTextIfAStringHasNoClosingQuote() {
        byte[] open = "\"ab".getBytes(UTF_8);

        assertThat(JsonBytes.endOfString(open, 0, open.length)).isGreaterThan(open.length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.5e3,"b":2}          | 5
            true}                 | 4
            "a,}",2               | 5
            {"a":{"b":"}"}},"c":1 | 15
            [1,[2],{"a":[]}]]     | 16
            [],1                  | 2
            17                    | 2
            """)
    void findsTheEndOfAValue(String json, int end) {
        assertThat(JsonBytes.endOfValue(json.getBytes(UTF_8), 0, json.length())).isEqualTo(end);
    }
}
