package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the parser detects errors in PromQL. */
class PromqlTest {

    @Test
    void findsTheLabelsThatAreWantedOfEachMetric() {
        assertThat(Promql.labelsByMetric("""
                sum by (a, b) (rate(one_total{c="x", d=~"y|z"}[5m])) / sum by (e) (two) > 0
                """))
                .containsOnlyKeys("one_total", "two")
                .containsEntry("one_total", Set.of("a", "b", "c", "d"))
                .containsEntry("two", Set.of("e"));
    }

    @Test
    void knowsOffsetsAndNumbers() {
        assertThat(Promql.labelsByMetric("(one unless one offset 10m) or vector(0) - time() * 0.5"))
                .containsOnlyKeys("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sum(one",
                "one)",
                "sum by a (one)",
                "rate(one)",
                "rate(one[5])",
                "rates(one[5m])",
                "one{a}",
                "one{a=b}",
                "one{a=~\"(\"}",
                "one two",
                "one +",
                "one{a=\"$service\"} § 2"
            })
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Promql.labelsByMetric(text));
    }
}
