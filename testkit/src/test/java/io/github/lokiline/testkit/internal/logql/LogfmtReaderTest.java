package io.github.lokiline.testkit.internal.logql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.internal.logql.stage.LogfmtReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogfmtReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a=1 b=2              | a:1 b:2",
                "  a=1   b  c=       | a:1 b: c:",
                "a=\"x y\" b=\"\"     | a:x y b:",
                "a=\"q\\\"q\\n\"      | a:q\"q\\n",
                "=1 b=2               | b:2",
                "a==1 b=2             | b:2",
                "a=1\"x b=2           | b:2",
                "\"a\"=1 b=2          | b:2",
                "a=\"open b=2         | ~~",
                "a=\"bad \\q\" b=2    | b:2",
                "~~                   | ~~",
            })
    void readsPairsAndPassesOverWhatIsNone(String line, String pairs) {
        List<String> found = new ArrayList<>();
        LogfmtReader reader = new LogfmtReader(line);
        while (reader.next()) {
            found.add(reader.key() + ":" + reader.value().replace("\n", "\\n"));
        }

        assertThat(String.join(" ", found)).isEqualTo(pairs);
    }
}
