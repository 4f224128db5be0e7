package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyGlobsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''              | anything | true
            *               | anything | true
            user            | user     | true
            user            | user_id  | false
            user*           | user_id  | true
            *id             | user_id  | true
            u*_*d           | user_id  | true
            user*,!user_id  | user_id  | false
            user*,!user_id  | user     | true
            !user_id        | user     | true
            !user_id        | user_id  | false
            a.c             | abc      | false
            'a, b'          | b        | true
            """)
    void takesWhatIsIncludedAndNotExcluded(String globs, String key, boolean taken) {
        assertThat(KeyGlobs.parse(globs).take(key)).isEqualTo(taken);
    }
}
