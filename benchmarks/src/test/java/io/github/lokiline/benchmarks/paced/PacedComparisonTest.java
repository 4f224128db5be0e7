package io.github.lokiline.benchmarks.paced;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the comparison once and fast, to check that it works. The figures are meaningless. */
class PacedComparisonTest {

    @Test
    void measuresEachWindow() throws Exception {
        List<String> few = List.of(
                "rate=100000",
                "warmUp=1000",
                "rounds=1",
                "mdc=event",
                "threads=3",
                "of=lokiline",
                "jvm=-Dmetadata=off");

        Map<String, Map<String, List<Double>>> figures = new PacedComparison(PacedOptions.parse(few)).run();

        for (Window window : Window.values()) {
            assertThat(figures.get(window + ".median")).isNotNull();
            assertThat(figures.get(window + ".median").values())
                    .singleElement()
                    .satisfies(medians -> assertThat(medians)
                            .singleElement()
                            .satisfies(nanos -> assertThat(nanos).isPositive()));
        }
        assertThat(figures).containsKey("ALL.dropped");
    }
}
