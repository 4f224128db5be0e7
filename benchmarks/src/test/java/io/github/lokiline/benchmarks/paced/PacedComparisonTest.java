package io.github.lokiline.benchmarks.paced;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.benchmarks.figures.FigureTable;
import java.util.List;
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

        FigureTable figures = new PacedComparison(PacedOptions.parse(few)).run();

        for (Window window : Window.values()) {
            assertThat(figures.sorted(window + ".median", "LOKILINE"))
                    .singleElement()
                    .satisfies(nanos -> assertThat(nanos).isPositive());
        }
        assertThat(figures.names()).contains("ALL.dropped");
    }
}
