package io.github.lokiline.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FigureTableTest {
    private final FigureTable table = new FigureTable();

    @Test
    void showsTheMedianWithTheLeastAndTheMost() {
        Stream.of("p99=1900.4", "p99=12", "p99=2100").forEach(line -> table.read("LOKILINE", line));

        assertThat(table.range("p99", "LOKILINE")).isEqualTo("1900 (12.0 to 2100)");
    }

    @Test
    void showsOneValueAlone() {
        table.read("LOKILINE", "lost=0.0");

        assertThat(table.range("lost", "LOKILINE")).isEqualTo("0.0");
        assertThat(table.range("lost", "TJAHZI")).isEmpty();
    }

    @Test
    void ignoresLinesWithoutAFigure() {
        table.read("LOKILINE", "[warning] -XX:SharedArchiveFile=x");

        assertThat(table.names()).isEmpty();
    }

    @Test
    void comparesWhatIsBeyondLoggingToNothing() {
        table.add("NOTHING", "median", 100);
        table.add("LOKI4J", "median", 2100);
        table.add("LOKILINE", "median", 1100);

        assertThat(table.besideLoki4j("median", "LOKILINE")).isEqualTo(0.5);
    }

    @Test
    void comparesWholeTimesIfNothingWasNotMeasured() {
        table.add("LOKI4J", "median", 2000);
        table.add("LOKILINE", "median", 500);

        assertThat(table.besideLoki4j("median", "LOKILINE")).isEqualTo(0.25);
    }
}
