package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where other encoders stumble. */
class PitfallsTest {
    private final Lines lines = Lines.with(encoder -> encoder.setFormat("message"));

    @Test
    void longsAboveTwoToThePowerOf53AreNumbersWithAllTheirDigits() {
        lines.logger().atInfo().addKeyValue("id", 9_007_199_254_740_993L).log("hi");

        assertThat(lines.line()).isEqualTo("{\"message\":\"hi\",\"id\":9007199254740993}");
    }

    @Test
    void aMapThatChangesWhileItIsReadCostsItselfOnly() {
        Map<String, Object> changing = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new ConcurrentModificationException();
            }
        };

        lines.logger()
                .atInfo()
                .addKeyValue("map", changing)
                .addKeyValue("after", 1)
                .log("hi");

        assertThat(lines.line())
                .isEqualTo("{\"message\":\"hi\",\"map\":\"<error: ConcurrentModificationException>\",\"after\":1}");
    }

    @Test
    void quotesInTheNameOfTheContextAreEscaped() {
        Lines named = Lines.with(encoder -> encoder.setFormat("processName"));
        named.context.setName("a\"b\\\n");

        named.logger().info("hi");

        assertThat(named.line()).isEqualTo("{\"processName\":\"a\\\"b\\\\\\n\"}");
    }
}
